#!/bin/busybox sh
# The first process of the guest: modules, then the agent on this console and the prober on the second line.
/bin/busybox mkdir -p /proc /sys /dev /tmp
/bin/busybox mount -t proc p /proc
/bin/busybox mount -t sysfs s /sys
/bin/busybox mount -t devtmpfs d /dev
/bin/busybox stty -F /dev/ttyS1 raw -echo
while read -r module; do /bin/busybox insmod "/modules/$module" || echo "no $module"; done </modules/order
# Where a sound card is in from the beginning the agent starts after it, as its unit does (After=sound.target).
case $(/bin/busybox cat /proc/cmdline) in
*sound=1*) until [ -e /dev/snd/controlC0 ]; do /bin/busybox usleep 20000; done ;;
esac
scenario=$(/bin/busybox sed 's/.*scenario=\([^ ]*\).*/\1/' /proc/cmdline)
SPORTELLO_GUEST=probe /bin/guest --exact "$scenario" --nocapture --test-threads 1 </dev/null >/dev/null 2>/dev/console &
SPORTELLO_GUEST=agent /bin/guest --exact "$scenario" --nocapture --test-threads 1 </dev/null
echo "GUEST ends"
/bin/busybox poweroff -f
