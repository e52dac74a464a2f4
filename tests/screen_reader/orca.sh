#!/bin/bash
# Lets the screen reader Orca read a page in Chromium, presses keys, and prints what was heard.
#
#   orca.sh FOLDER URL TITLE KEYS LANG
#
# FOLDER  an empty or new folder for profiles, settings and logs
# TITLE   words of the window's title, by which the page is known to have been reached
# KEYS    a file: one key a line in xdotool's names (Tab, Down, h, shift+Tab), or `type:words`; or `hear:words` to wait
#         until these words have been heard after the last key
# LANG    the language of Orca's own words: it, en or ar
#
# The transcript goes to standard output: `> key`, then what was heard after it, one utterance a line. It carries no
# times, so that two runs can be compared. Everything that is started here ends with this script.
set -u
FOLDER=$(realpath -m "$1") URL=$2 TITLE=$3 KEYS=$(realpath "$4") TONGUE=$5
HERE=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$FOLDER/home/.config/speech-dispatcher/modules" "$FOLDER/home/.local/share/orca" "$FOLDER/run" \
  "$FOLDER/profile/Default"
chmod 700 "$FOLDER/run"

case $TONGUE in it) LOCALE=it_IT.UTF-8 ;; ar) LOCALE=ar_EG.UTF-8 ;; *) LOCALE=en_GB.UTF-8 ;; esac
# Orca's words are translated by LANGUAGE, which works only under a locale that is not C; C.UTF-8 is always there.
locale -a 2>/dev/null | grep -qi "^${LOCALE%.*}.utf-\?8$" || LOCALE=C.UTF-8
export LANG=$LOCALE LANGUAGE=$TONGUE LC_ALL=
export HOME=$FOLDER/home XDG_RUNTIME_DIR=$FOLDER/run XDG_CONFIG_HOME=$FOLDER/home/.config \
  XDG_DATA_HOME=$FOLDER/home/.local/share EAR_LOG=$FOLDER/ear.jsonl GSETTINGS_BACKEND=keyfile NO_AT_BRIDGE=0 \
  ACCESSIBILITY_ENABLED=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS LC_ALL
export FOLDER URL TITLE KEYS TONGUE

cat > "$XDG_CONFIG_HOME/speech-dispatcher/speechd.conf" <<C
LogLevel 2
LogDir "$FOLDER"
AddModule "ear" "$HERE/ear.py"
DefaultModule ear
DefaultLanguage "$TONGUE"
AudioOutputMethod "pulse"
C
# Reading all on load and echoing keys depend on the machine's pace: without them a transcript can be repeated.
cat > "$XDG_DATA_HOME/orca/user-settings.conf" <<C
{"general": {"sayAllOnLoad": false, "pageSummaryOnLoad": false, "enableKeyEcho": false,
  "enableEchoByCharacter": false, "speakProgressBarUpdates": false,
  "startingProfile": ["Default", "default"], "activeProfile": ["Default", "default"], "profile": ["Default", "default"]},
 "profiles": {"default": {"profile": ["Default", "default"], "sayAllOnLoad": false, "pageSummaryOnLoad": false,
  "enableKeyEcho": false, "enableEchoByCharacter": false, "pronunciations": {}, "keybindings": {}}},
 "pronunciations": {}, "keybindings": {}}
C
echo '{"translate":{"enabled":false},"browser":{"check_default_browser":false},"credentials_enable_service":false}' \
  > "$FOLDER/profile/Default/Preferences"
: > "$EAR_LOG"
: > "$FOLDER/marks.jsonl"

# The X server chooses a free display itself and says which.
Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3> "$FOLDER/display" > "$FOLDER/xvfb.log" 2>&1 &
XVFB=$!
trap 'kill $XVFB 2>/dev/null' EXIT
for _ in $(seq 100); do [ -s "$FOLDER/display" ] && break; sleep .1; done
DISPLAY=:$(cat "$FOLDER/display")
export DISPLAY

dbus-run-session -- bash "$HERE/session.sh" > "$FOLDER/session.log" 2>&1
STATUS=$?
if [ $STATUS -ne 0 ]; then
  tail -5 "$FOLDER/session.log" >&2
  exit $STATUS
fi
/usr/bin/python3 "$HERE/transcript.py" "$FOLDER"
