#!/bin/sh
# ปรับรุ่นประสานจากโฟลเดอร์นี้ ถ้าไม่สำเร็จจะย้อนกลับเอง · upgrades Prasan from this folder; goes back by itself on failure.
#
#   sudo ./upgrade.sh             install beside, stop, back up, migrate, start, wait for an answer
#   sudo ./upgrade.sh --back      return to the release before and to the backup made before the upgrade
#
# PREFIX (/opt/prasan), BACKUPS (/var/backups/prasan), ENV_FILE (/etc/prasan/prasan.env), RUN_AS (prasan),
# WEB_SOCKET (/run/prasan-web/web.sock).
# A change typed after the upgrade is lost by --back: it returns to the backup. It asks first; YES=1 answers.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=${PREFIX:-/opt/prasan}
backups=${BACKUPS:-/var/backups/prasan}
run_as=${RUN_AS-prasan}
env_file=${ENV_FILE:-/etc/prasan/prasan.env}
socket=${WEB_SOCKET:-/run/prasan-web/web.sock}
systemctl=${SYSTEMCTL:-systemctl}
last=$backups/last-upgrade

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

# Run prasan of one release with the settings and the account of the service.
prasan() {
    release=$1
    shift
    PREFIX=$prefix ENV_FILE=$env_file RUN_AS=$run_as RELEASE=$release "$here/deploy/offline/prasan-do" "$@"
}

switch() { ln -sfn "$1" "$prefix/.next" && mv -T "$prefix/.next" "$prefix/current"; }

# Whether the web answers within a minute and reaches its database; Host is the first of PRASAN_HOSTS.
healthy() {
    host=$(sed -n 's/^PRASAN_HOSTS=\([^,]*\).*/\1/p' "$env_file" | tail -n 1)
    "$prefix/$1/venv/bin/python" - "$socket" "${host:-localhost}" <<'PYTHON'
import socket, sys, time
for _ in range(60):
    try:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(5)
            link.connect(sys.argv[1])
            link.sendall(f"GET /healthz HTTP/1.1\r\nHost: {sys.argv[2]}\r\nConnection: close\r\n\r\n".encode())
            if b" 200 " in link.recv(64):
                sys.exit(0)
    except OSError:
        pass
    time.sleep(1)
sys.exit(1)
PYTHON
}

go_back() {
    say "ย้อนกลับไป · going back to $1"
    "$systemctl" stop prasan.target || true
    prasan "$1" restore "$2" --replace || fail "กู้คืนไม่สำเร็จ สำรองอยู่ที่ · restoring failed, the backup is $2"
    switch "$1"
    "$systemctl" start prasan.target
    say "กลับมาที่รุ่นเดิมแล้ว · the release before runs again"
}

if [ "${1:-}" = "--back" ]; then
    [ -f "$last" ] || fail "ไม่พบการปรับรุ่นก่อนหน้า · no upgrade to go back from: $last"
    before=$(sed -n 1p "$last")
    backup=$(sed -n 2p "$last")
    if [ "${YES:-}" != 1 ]; then
        say "ข้อมูลหลัง $backup จะหาย พิมพ์ yes เพื่อยืนยัน · changes made since are lost; type yes"
        read -r answer
        [ "$answer" = yes ] || fail "ยกเลิก · left as it is"
    fi
    go_back "$before" "$backup"
    exit 0
fi

[ -L "$prefix/current" ] || fail "ยังไม่เคยติดตั้ง ใช้ install.sh · not installed yet: use install.sh"
before=$(readlink "$prefix/current")
after=releases/$(cat "$here/VERSION")
backup=$backups/before-$(cat "$here/VERSION").tar

PREFIX=$prefix "$here/install.sh" --no-switch
"$systemctl" stop prasan.target
say "สำรองข้อมูล · backing up to $backup"
mkdir -p "$backups"
[ "$(id -u)" != 0 ] || [ -z "$run_as" ] || chown "$run_as" "$backups"
chmod 0700 "$backups"
if ! prasan "$before" backup "$backup"; then
    "$systemctl" start prasan.target
    fail "สำรองไม่สำเร็จ ยังไม่ได้ปรับรุ่น · the backup failed, nothing was changed"
fi
printf '%s\n%s\n' "$before" "$backup" >"$last"

if prasan "$after" migrate; then
    switch "$after"
    if "$systemctl" start prasan.target && healthy "$after"; then
        say "ปรับรุ่นเรียบร้อย · upgraded to $after; upgrade.sh --back returns"
        prasan "$after" doctor || say "ดูข้อที่มี ✗ · see the lines with ✗"
        exit 0
    fi
fi
go_back "$before" "$backup"
fail "ปรับรุ่นไม่สำเร็จ ใช้รุ่นเดิมต่อ · the upgrade failed, the release before goes on"
