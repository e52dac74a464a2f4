#!/bin/busybox sh
# The first process of the guest: modules, then the agent on this console and the prober on the second line.
/bin/busybox mkdir -p /proc /sys /dev /tmp
/bin/busybox mount -t proc p /proc
/bin/busybox mount -t sysfs s /sys
/bin/busybox mount -t devtmpfs d /dev
/bin/busybox stty -F /dev/ttyS1 raw -echo
while read -r module; do /bin/busybox insmod "/modules/$module" || echo "no $module"; done </modules/order
# Where a sound card is in from the beginning the agent starts after it, as its unit does (After=sound.target); and after
# a keyboard that is in: a bus may take longer to find it than a test to press its first key.
words=$(/bin/busybox cat /proc/cmdline)
case $words in
*sound=1*) until [ -e /dev/snd/controlC0 ]; do /bin/busybox usleep 20000; done ;;
esac
case $words in
*keys=1*)
  until /bin/busybox grep -q 'USB Keyboard' /proc/bus/input/devices; do /bin/busybox usleep 20000; done
  ;;
esac
scenario=${words#*scenario=}
scenario=${scenario%% *}
SPORTELLO_GUEST=probe /bin/guest --exact "$scenario" --nocapture --test-threads 1 </dev/null >/dev/null 2>/dev/console &
SPORTELLO_GUEST=agent /bin/guest --exact "$scenario" --nocapture --test-threads 1 </dev/null
echo "GUEST ends"
/bin/busybox poweroff -f
