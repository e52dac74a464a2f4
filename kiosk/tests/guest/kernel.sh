#!/usr/bin/env bash
# Debian's kernel for the guest of the input tests: `kernel.sh DIR`. Downloads and unpacks the package, once; it is not
# installed. DIR/root holds its modules, DIR/vmlinux the kernel itself: unpacked it boots in 2 s instead of 8.
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: kernel.sh DIR" >&2; exit 2; }
mkdir -p "$1"
cd "$1"
# Tests may come here together.
exec 9>lock
flock 9
[ -s ready ] && exit 0
rm -rf root ./*.deb vmlinux

name() { apt-cache depends linux-image-amd64 | awk '/Depends: linux-image/ { print $2; exit }'; }
package=$(name)
if [ -z "$package" ] || ! apt-get -q -o Dir::Cache::Archives=. download "$package" >apt.log 2>&1; then
  # No lists, or old ones.
  apt-get -q -o DPkg::Lock::Timeout=540 update >apt.log 2>&1 || true
  package=$(name)
  apt-get -q download "$package" >apt.log 2>&1 || { tail -5 apt.log >&2; exit 1; }
fi
dpkg -x ./*.deb root
rm ./*.deb
python3 - root/boot/vmlinuz-* <<'PY'
import lzma, sys
image = open(sys.argv[1], "rb").read()
at = image.find(b"\xfd7zXZ\0")
open("vmlinux", "wb").write(lzma.LZMADecompressor().decompress(image[at:]))
PY
version=$(ls root/lib/modules)
depmod -b root "$version"
# What is booted is the modules' order and nothing else of them.
for module in evdev uinput uhid usbhid hid-generic hid-multitouch xhci-pci snd-usb-audio; do
  modprobe -d root -S "$version" --show-depends "$module" | awk '/^insmod/ { print $2 }'
done | awk '!seen[$0]++' >order
echo "$version" >ready
