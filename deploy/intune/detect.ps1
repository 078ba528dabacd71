# Intune detection: does this computer have a valid license? Exit 0: yes, nothing to do. Exit 1: run the remediation.
# Not run on Windows by the project: see docs/admin.md.
# Fill in -Name before you upload it: the name of the vendor's program, such as 'Acme CAD Activation'.
param(
  [string]$Name = '',
  [string]$Wizard = "$env:ProgramFiles\$Name\$Name.exe",
  [ValidateSet('machine', 'user')][string]$Scope = 'machine'
)
$ErrorActionPreference = 'Stop'

if (-not $Name -and -not $PSBoundParameters.ContainsKey('Wizard')) {
  Write-Output "The name of the vendor's program is not filled in."
  exit 1
}
if (-not (Test-Path -LiteralPath $Wizard -PathType Leaf)) {
  Write-Output "The program is not installed: $Wizard"
  exit 1
}
# A windows program has no console to print to: what it has to say comes in a file, and its code through -Wait.
$result = Join-Path ([IO.Path]::GetTempPath()) "activation-$([Guid]::NewGuid()).json"
try {
  $run = Start-Process -FilePath $Wizard -Wait -PassThru -WindowStyle Hidden -ArgumentList @(
    'cli', 'status', '--scope', $Scope, '--quiet', '--result-file', "`"$result`""
  )
  # Intune shows the last line in its console: one short sentence, without a key.
  $said = if (Test-Path -LiteralPath $result) { Get-Content -LiteralPath $result -Raw -Encoding UTF8 | ConvertFrom-Json } else { $null }
  Write-Output "License: $(if ($said.state) { $said.state } elseif ($said) { $said.outcome } else { 'no answer' }) (code $($run.ExitCode))"
  exit $(if ($run.ExitCode -eq 0) { 0 } else { 1 })
} finally {
  Remove-Item -LiteralPath $result -ErrorAction SilentlyContinue
}
