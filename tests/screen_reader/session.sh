#!/bin/bash
# The inside of orca.sh: on a session bus of its own, starts speech, screen reader and browser, and presses the keys.
set -u
STARTED=()
# The screen reader first, so that it does not see the rest go.
end() {
  for pid in "${STARTED[@]}"; do kill "$pid" 2>/dev/null; done
  sleep 1
  for pid in "${STARTED[@]}"; do kill -9 "$pid" 2>/dev/null; done
}
trap end EXIT

mark() { printf '{"at": %s, "key": "%s"}\n' "$(date +%s.%N)" "$1" >> "$FOLDER/marks.jsonl"; }
# Waits until nothing new has been heard for a while (the first number, in tenths of a second) or for too long.
settle() {
  local quiet=0 last=-1 size
  for _ in $(seq "$2"); do
    size=$(wc -c < "$EAR_LOG")
    if [ "$size" = "$last" ]; then quiet=$((quiet + 1)); else quiet=0; last=$size; fi
    [ $quiet -ge "$1" ] && return
    sleep .1
  done
}

gsettings set org.gnome.desktop.interface toolkit-accessibility true
gsettings set org.gnome.desktop.a11y.applications screen-reader-enabled true
# Without keys of its own, which would take the screen reader's for tables (Alt, Shift and an arrow).
printf '<openbox_config xmlns="http://openbox.org/3.4/rc"><keyboard/></openbox_config>' > "$FOLDER/openbox.xml"
openbox --config-file "$FOLDER/openbox.xml" > "$FOLDER/openbox.log" 2>&1 &
STARTED+=($!)
speech-dispatcher -s -t 0 -C "$XDG_CONFIG_HOME/speech-dispatcher" -P "$FOLDER/speech.pid" > "$FOLDER/speech.log" 2>&1 &
STARTED+=($!)
for _ in $(seq 50); do [ -S "$XDG_RUNTIME_DIR/speech-dispatcher/speechd.sock" ] && break; sleep .1; done
# Orca refuses to start beside another one of the same user and asks pgrep for it. Each session here has a bus and a
# display of its own, so that several do not disturb each other: it is told that there is none.
mkdir -p "$FOLDER/bin"
printf '#!/bin/sh\nexit 1\n' > "$FOLDER/bin/pgrep"
chmod +x "$FOLDER/bin/pgrep"
PATH="$FOLDER/bin:$PATH" orca --debug-file="$FOLDER/orca.log" > "$FOLDER/orca.out" 2>&1 &
STARTED=($! "${STARTED[@]}")
for _ in $(seq 450); do [ -s "$EAR_LOG" ] && break; sleep .1; done
if ! [ -s "$EAR_LOG" ]; then
  echo "the screen reader said nothing: $(tail -2 "$FOLDER/orca.out")"
  exit 1
fi
settle 10 60
chromium --kiosk --no-sandbox --no-first-run --disable-gpu --disable-quic --disable-background-networking \
  --disable-component-update --disable-sync --disable-features=Translate,TranslateUI --lang="$TONGUE" \
  --force-renderer-accessibility --user-data-dir="$FOLDER/profile" --window-size=1280,900 --window-position=0,0 \
  "$URL" > "$FOLDER/chromium.log" 2>&1 &
STARTED+=($!)
for _ in $(seq 450); do grep -qF "$TITLE" "$EAR_LOG" && break; sleep .1; done
if ! grep -qF "$TITLE" "$EAR_LOG"; then
  echo "the title \"$TITLE\" was not heard within 45 seconds"
  exit 1
fi
settle 20 100
window=$(xdotool search --onlyvisible --name "$TITLE" | tail -1)
[ -n "$window" ] && xdotool windowfocus "$window"
settle 10 40
# Waits until these words have been heard since the last key: on a slow machine a page may take longer than a silence.
await() {
  for _ in $(seq 450); do tail -c +$((SINCE + 1)) "$EAR_LOG" | grep -qF "$1" && return; sleep .1; done
  echo "\"$1\" was not heard within 45 seconds"
  exit 1
}
# Waits until the last key is answered at all: only then does a silence mean that all has been said.
answered() {
  for _ in $(seq 50); do [ "$(wc -c < "$EAR_LOG")" -gt "$SINCE" ] && return; sleep .1; done
}
SINCE=0
while read -r key; do
  case $key in
    '') continue ;;
    hear:*) await "${key#hear:}" ;;
    type:*) SINCE=$(wc -c < "$EAR_LOG"); mark "$key"; xdotool type --delay 60 "${key#type:}" ;;
    *) SINCE=$(wc -c < "$EAR_LOG"); mark "$key"; xdotool key --clearmodifiers "$key"; answered ;;
  esac
  settle 8 60
done < "$KEYS"
mark end
