# Intune remediation: activates this computer with the key in a file that only administrators can read.
# Exit 0: active now, or already. Exit 1: not, with the reason in one line. Not run on Windows by the project.
# Fill in -Name before you upload it: the name of the vendor's program, such as 'Acme CAD Activation'.
param(
  [string]$Name = '',
  [string]$Wizard = "$env:ProgramFiles\$Name\$Name.exe",
  [string]$KeyFile = "$env:ProgramData\$Name\license-key.txt",
  [ValidateSet('machine', 'user')][string]$Scope = 'machine',
  [int]$TimeoutSeconds = 60
)
$ErrorActionPreference = 'Stop'

if (-not $Name -and -not $PSBoundParameters.ContainsKey('Wizard')) {
  Write-Output "The name of the vendor's program is not filled in."
  exit 1
}
foreach ($path in @($Wizard, $KeyFile)) {
  if (-not (Test-Path -LiteralPath $path -PathType Leaf)) {
    Write-Output "Missing: $path"
    exit 1
  }
}
$result = Join-Path ([IO.Path]::GetTempPath()) "activation-$([Guid]::NewGuid()).json"
try {
  $run = Start-Process -FilePath $Wizard -Wait -PassThru -WindowStyle Hidden -ArgumentList @(
    'cli', 'activate', '--scope', $Scope, '--key-file', "`"$KeyFile`"", '--timeout', $TimeoutSeconds, '--quiet',
    '--result-file', "`"$result`""
  )
  if ($run.ExitCode -eq 0) {
    # A key that has done its work has no business on the disk.
    Remove-Item -LiteralPath $KeyFile
    Write-Output 'License: active'
    exit 0
  }
  $said = if (Test-Path -LiteralPath $result) { Get-Content -LiteralPath $result -Raw -Encoding UTF8 | ConvertFrom-Json } else { $null }
  Write-Output "Not activated (code $($run.ExitCode)). $(if ($said) { $said.failure.happened })"
  exit 1
} finally {
  Remove-Item -LiteralPath $result -ErrorAction SilentlyContinue
}
