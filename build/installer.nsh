# What the Windows installer does about licenses, as a part of electron-builder's own script. docs/packaging.md tells
# administrators about it.
#
# On the command line, each of them optional:
#   /LICENSEKEYFILE=C:\path\key.txt   file with the license key; the key itself never stands on a command line
#   /LICENSESCOPE=user|machine        whose license it is to be
#   /LICENSEPROXY=http://proxy:8080   without user name and password
#
# They are written to resources\activate.json in the program folder: an answer file for the command line. Nothing is
# activated here: an installer often runs as SYSTEM, and a license of a person must not be activated there.

!include LogicLib.nsh
!include WordFunc.nsh

!ifndef BUILD_UNINSTALLER
  Var licenseName
  Var licenseValue
  Var licenseText

  # Finds the argument that begins with $licenseName and leaves what follows in $licenseValue; empty where there is none.
  # Windows itself takes the command line apart here: NSIS's own GetOptions ends a value at the next slash, and an
  # address has two.
  Function findLicenseProperty
    Push $0
    Push $1
    Push $2
    Push $3
    Push $4
    StrCpy $licenseValue ""
    StrLen $3 $licenseName
    System::Call 'kernel32::GetCommandLineW() p .r0'
    System::Call 'shell32::CommandLineToArgvW(p r0, *i .r1) p .r0'
    StrCpy $2 1
    ${While} $2 < $1
      IntOp $4 $2 * ${NSIS_PTR_SIZE}
      IntPtrOp $4 $0 + $4
      System::Call '*$4(p .r4)'
      System::Call 'kernel32::lstrcpynW(w .r4, p r4, i ${NSIS_MAX_STRLEN})'
      StrCpy $licenseValue $4 $3
      ${If} $licenseValue == $licenseName
        StrCpy $licenseValue $4 "" $3
        ${Break}
      ${EndIf}
      StrCpy $licenseValue ""
      IntOp $2 $2 + 1
    ${EndWhile}
    System::Call 'kernel32::LocalFree(p r0)'
    Pop $4
    Pop $3
    Pop $2
    Pop $1
    Pop $0
  FunctionEnd

  # Adds one member of the answer file, where its property is given.
  !macro licenseAnswer PROPERTY MEMBER
    StrCpy $licenseName "/${PROPERTY}="
    Call findLicenseProperty
    ${IfNot} $licenseValue == ""
      # The two characters that mean something inside of JSON text.
      ${WordReplace} "$licenseValue" "\" "\\" "+" $licenseValue
      ${WordReplace} "$licenseValue" `"` `\"` "+" $licenseValue
      ${IfNot} $licenseText == ""
        StrCpy $licenseText "$licenseText,$\r$\n"
      ${EndIf}
      StrCpy $licenseText `$licenseText  "${MEMBER}": "$licenseValue"`
    ${EndIf}
  !macroend

  # A roll-out must not go on with a misspelt word: it ends with code 2 before anything is installed.
  !macro customInit
    StrCpy $licenseName "/LICENSESCOPE="
    Call findLicenseProperty
    ${IfNot} $licenseValue == ""
    ${AndIfNot} $licenseValue == "user"
    ${AndIfNot} $licenseValue == "machine"
      MessageBox MB_OK|MB_ICONSTOP "/LICENSESCOPE must be user or machine." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
  !macroend

  # UTF-16 with its mark, which the command line reads: NSIS writes no UTF-8.
  !macro customInstall
    StrCpy $licenseText ""
    !insertmacro licenseAnswer "LICENSEKEYFILE" "licenseKeyFile"
    !insertmacro licenseAnswer "LICENSESCOPE" "scope"
    !insertmacro licenseAnswer "LICENSEPROXY" "proxy"
    ${IfNot} $licenseText == ""
      Push $0
      FileOpen $0 "$INSTDIR\resources\activate.json" w
      FileWriteUTF16LE /BOM $0 "{$\r$\n$licenseText$\r$\n}$\r$\n"
      FileClose $0
      Pop $0
    ${EndIf}
  !macroend
!endif

# Licenses stay. A person who uninstalls is told so, and may stop here to free the seat in the wizard first; a silent
# uninstall asks nothing, and neither does the one inside of an update.
!macro customUnInit
  ${IfNot} ${Silent}
  ${AndIfNot} ${isUpdated}
    MessageBox MB_YESNO|MB_ICONQUESTION "The license on this computer stays, and its seat remains taken. To free the seat for another computer, choose No and use Move to another computer in the wizard first.$\r$\n$\r$\nUninstall now?" IDYES licenseStays
    Quit
    licenseStays:
  ${EndIf}
!macroend
