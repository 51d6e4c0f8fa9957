#!/bin/sh
# The whole of the guest's user space: modules, seed, network, a web server, a shell on the screen and one on the serial line.
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev 2>/dev/null
exec </dev/console >/dev/console 2>&1
for module in $(cat /lib/mod/order); do insmod "/lib/mod/$module.ko" || echo "The module $module could not be loaded."; done
ip link set lo up

# NoCloud: a block device whose ISO 9660 volume is called cidata.
NAME=guest
for device in /dev/vd? /dev/sr?; do
  [ -b "$device" ] || continue
  [ "$(dd if="$device" bs=1 skip=32808 count=6 2>/dev/null | tr A-Z a-z)" = cidata ] || continue
  mount -t iso9660 -o ro "$device" /mnt
  NAME=$(sed -n 's/^local-hostname: *//p' /mnt/meta-data)
  ID=$(sed -n 's/^instance-id: *//p' /mnt/meta-data)
  KEY=$(sed -n 's/^ *- *\(\(ssh\|ecdsa\|sk\)-.*\)/\1/p' /mnt/user-data | head -1)
  umount /mnt
done
hostname "$NAME"
ip link set eth0 up && udhcpc -q -n -t 5 -i eth0 -s /etc/udhcpc.sh >/dev/null 2>&1

# What the seed said, for whoever proves that this server lives.
cat > /www/cgi-bin/info <<CGI
#!/bin/sh
printf 'Content-Type: application/json\r\n\r\n'
MARK=\$(dd if=/dev/vda bs=512 skip=100 count=1 2>/dev/null | tr -d '\\\\000' | tr -dc 'A-Za-z0-9-')
printf '{"hostname":"%s","instanceId":"%s","sshKey":"%s","uptime":"%s","mark":"%s"}\n' "\$(hostname)" "$ID" "$KEY" "\$(cut -d' ' -f1 /proc/uptime)" "\$MARK"
CGI
# Writes a word to the disk, so that a later start can show that the disk was kept.
cat > /www/cgi-bin/mark <<'CGI'
#!/bin/sh
printf 'Content-Type: text/plain\r\n\r\n'
printf '%s' "$QUERY_STRING" | tr -dc 'A-Za-z0-9-' | dd of=/dev/vda bs=512 seek=100 conv=sync 2>/dev/null
sync
echo marked
CGI
chmod +x /www/cgi-bin/info /www/cgi-bin/mark
echo "hello from $NAME" > /www/index.html
httpd -p 80 -h /www

# The power button ends the guest cleanly; a guest told to ignore it is for trying out what happens then.
mkdir -p /etc/acpi/PWRF
printf '#!/bin/sh\nsync\npoweroff -f\n' > /etc/acpi/PWRF/00000080
chmod +x /etc/acpi/PWRF/00000080
grep -q lc.acpi=off /proc/cmdline || acpid -d >/dev/null 2>&1 &

screen() {
  while :; do
    printf '\n%s: a Linecard server. This is its screen.\n' "$NAME" >/dev/tty1
    setsid sh -c 'exec sh -l </dev/tty1 >/dev/tty1 2>&1'
  done
}
screen &
while :; do
  printf '\n%s: a Linecard server. This is its serial line.\n' "$NAME"
  setsid cttyhack sh -l
done
