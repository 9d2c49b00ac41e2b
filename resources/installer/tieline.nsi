; Per-user installer of Tieline: no administrator, no UPX, an entry in the Start menu and one in Settings > Apps.
; makensis -DVERSION=0.1.0 -DPAYLOAD=dist\Tieline -DOUT=dist [-DICON=file.ico] [-DSIGN="command %1"] [-DQUICK] tieline.nsi
;
; Silent: /S, and /D=FOLDER as the last word for another folder. Exit codes: 0 done, 1 cancelled, 2 not done (see below).
; Installing over an older version replaces the program and leaves settings and data folder alone. Over a newer one it
; asks; silently it refuses, unless /DOWNGRADE is given. While Tieline runs from the folder nothing is touched.
Target amd64-unicode
Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
!endif

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WordFunc.nsh"
!include "LogicLib.nsh"

Name "Tieline"
BrandingText "Tieline ${VERSION}"
OutFile "${OUT}/Tieline-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Tieline"
InstallDirRegKey HKCU "Software\Tieline" "InstallDir"
VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Tieline"
VIAddVersionKey "FileDescription" "Tieline Setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "Tieline"
VIAddVersionKey "LegalCopyright" "MIT licence"
VIAddVersionKey "OriginalFilename" "Tieline-${VERSION}-setup.exe"
!ifdef SIGN
  !uninstfinalize '${SIGN}'
  !finalize '${SIGN}'
!endif

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Tieline"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\Tieline.exe"
!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
LangString RUNS ${LANG_ENGLISH} "Tieline or its engine is running from this folder. Nothing was changed. Close it, and let its engine end, then try again."
LangString RUNS ${LANG_GERMAN} "Tieline oder seine Engine läuft aus diesem Ordner. Nichts wurde geändert. Beenden Sie beides und versuchen Sie es noch einmal."
LangString NEWER ${LANG_ENGLISH} "A newer version is installed here. Its data may not open with ${VERSION}. Install ${VERSION} all the same?"
LangString NEWER ${LANG_GERMAN} "Hier ist eine neuere Version installiert. Ihre Daten lassen sich mit ${VERSION} vielleicht nicht öffnen. ${VERSION} trotzdem installieren?"

; A program that runs cannot be opened for writing. Goes on when none does, or gives up with exit code 2.
!macro WAIT_UNTIL_CLOSED PREFIX
Function ${PREFIX}IsFree
  Pop $1
  ClearErrors
  ${If} ${FileExists} "$1"
    FileOpen $0 "$1" a
    ${If} ${Errors} ; asking clears the flag
      Push "no"
      Return
    ${EndIf}
    FileClose $0
  ${EndIf}
  Push "yes"
FunctionEnd

Function ${PREFIX}NotRunning
  again:
    Push "$INSTDIR\tieline-cli.exe"
    Call ${PREFIX}IsFree
    Push "$INSTDIR\Tieline.exe"
    Call ${PREFIX}IsFree
    Pop $0
    Pop $1
    ${If} $0 == "yes"
    ${AndIf} $1 == "yes"
      Return
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNS)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 2
    Quit
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

Function .onInit
  ReadRegStr $0 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $0 == ""
    Return
  ${EndIf}
  ${VersionCompare} "$0" "${VERSION}" $1
  ${If} $1 != 1
    Return
  ${EndIf}
  ${GetParameters} $2
  ClearErrors
  ${GetOptions} "$2" "/DOWNGRADE" $3
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONQUESTION "$(NEWER)" /SD IDNO IDYES go_on
  SetErrorLevel 2
  Quit
  go_on:
FunctionEnd

Section "Tieline"
  Call NotRunning
  SetOutPath "$INSTDIR"
  ; An older version goes first, so that no file of it stays behind; the data folder is elsewhere and is not touched.
  RMDir /r "$INSTDIR\_internal"
  File /r "${PAYLOAD}/*"
  CreateShortcut "$SMPROGRAMS\Tieline.lnk" "$INSTDIR\Tieline.exe"
  WriteRegStr HKCU "Software\Tieline" "InstallDir" "$INSTDIR"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Tieline"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Tieline"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Tieline.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
  Call un.NotRunning
  Delete "$SMPROGRAMS\Tieline.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\Tieline.exe"
  Delete "$INSTDIR\tieline-cli.exe"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR" ; goes only if it is empty: what a user has put there stays
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Tieline"
SectionEnd
