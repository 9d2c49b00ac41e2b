; Per-user installer of Tieline: no administrator, no UPX, an entry in the Start menu and one in Settings > Apps.
; makensis -DVERSION=0.1.0 -DPAYLOAD=dist\Tieline -DOUT=dist tieline.nsi
Target amd64-unicode
Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include "MUI2.nsh"
!include "FileFunc.nsh"

Name "Tieline"
OutFile "${OUT}/Tieline-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Tieline"
InstallDirRegKey HKCU "Software\Tieline" "InstallDir"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Tieline"
VIAddVersionKey "FileDescription" "Tieline Setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "Tieline"
VIAddVersionKey "LegalCopyright" "MIT licence"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Tieline"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\Tieline.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

Section "Tieline"
  SetOutPath "$INSTDIR"
  ; An older version goes first, so that no file of it stays behind; the data folder is elsewhere and is not touched.
  RMDir /r "$INSTDIR\_internal"
  File /r "${PAYLOAD}/*"
  CreateShortcut "$SMPROGRAMS\Tieline.lnk" "$INSTDIR\Tieline.exe"
  WriteRegStr HKCU "Software\Tieline" "InstallDir" "$INSTDIR"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Tieline"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Tieline.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
  Delete "$SMPROGRAMS\Tieline.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\Tieline.exe"
  Delete "$INSTDIR\tieline-cli.exe"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Tieline"
SectionEnd
