; Inno Setup script for the frozen folder made by packaging/build.py on Windows. Not yet run.
#define Version "0.3.0"

[Setup]
AppId={{6D6F1B6E-6C0D-4E0E-9A57-2F6B6E2C7A11}
AppName=NeedleDesk
AppVersion={#Version}
DefaultDirName={autopf}\NeedleDesk
DefaultGroupName=NeedleDesk
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=NeedleDesk-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Files]
Source: "..\..\dist\needledesk\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\NeedleDesk"; Filename: "{app}\needledesk.exe"
Name: "{autodesktop}\NeedleDesk"; Filename: "{app}\needledesk.exe"; Tasks: desktopicon

[Tasks]
Name: desktopicon; Description: "Put an icon on the desktop"; Flags: unchecked

; The record files in Documents\NeedleDesk are never touched by installing or removing the program.
