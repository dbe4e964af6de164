#!/bin/sh
# The frozen folder made by packaging/build.py on macOS as an application in a disk image. Not yet run.
set -eu
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
app="dist/NeedleDesk.app"
rm -rf "$app" dist/dmg
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources" dist/dmg
cp -R dist/needledesk/. "$app/Contents/MacOS/"
cat > "$app/Contents/Info.plist" <<PLIST
<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>CFBundleName</key><string>NeedleDesk</string>
<key>CFBundleIdentifier</key><string>org.needledesk.NeedleDesk</string>
<key>CFBundleExecutable</key><string>needledesk</string>
<key>CFBundleShortVersionString</key><string>$version</string>
<key>CFBundlePackageType</key><string>APPL</string>
<key>NSHighResolutionCapable</key><true/>
</dict></plist>
PLIST
codesign --force --deep --sign "${SIGN_AS:--}" "$app"
mv "$app" dist/dmg/
hdiutil create -volname NeedleDesk -srcfolder dist/dmg -ov -format UDZO "dist/NeedleDesk-$version.dmg"
