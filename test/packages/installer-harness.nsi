# An installer of nothing but build/installer.nsh, for trying it by hand: electron-builder's own NSIS and its plug-ins are
# downloaded, and this needs neither. On Debian, with the packages nsis and wine64:
#
#   makensis -WX -DINCLUDE=$PWD/build/installer.nsh -DOUT=/tmp/harness.exe test/packages/installer-harness.nsi
#   wine64 /tmp/harness.exe /S /LICENSESCOPE=machine /LICENSEPROXY=http://proxy:8080
#
# and then look at C:\harness\resources\activate.json. With -DBUILD_UNINSTALLER only the other half is compiled.
Unicode true
Target amd64-unicode
Name "harness"
OutFile "${OUT}"
InstallDir "C:\harness"
RequestExecutionLevel user
!define isUpdated `"" == "1"`
!include "${INCLUDE}"

Function .onInit
  !ifndef BUILD_UNINSTALLER
    !insertmacro customInit
  !endif
FunctionEnd

Section
  CreateDirectory "$INSTDIR\resources"
  !ifndef BUILD_UNINSTALLER
    !insertmacro customInstall
  !endif
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

Function un.onInit
  !insertmacro customUnInit
FunctionEnd

Section un.harness
SectionEnd
