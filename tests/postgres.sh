#!/usr/bin/env bash
# A private PostgreSQL cluster for the tests: `postgres.sh start DIR | halt DIR | standby DIR | promote DIR | stop DIR`.
#
# start prints the cluster's URL; a second start prints it again. halt ends the server
# as a crash would; a start after it brings it back where it was, with its data. standby
# does both, and what it brings back only reads, as a standby server does, until promote.
# stop ends it for good. It listens on
# 127.0.0.1 alone, on a free port, keeps nothing safe (fsync off) and lives in DIR.
# Root cannot run PostgreSQL: then it runs as the user postgres.
set -euo pipefail

usage() { echo "usage: postgres.sh start | halt | standby | promote | stop DIR" >&2; exit 2; }
[ $# -eq 2 ] || usage
command=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)
data=$dir/data

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || { echo "postgres.sh: install the Debian package postgresql" >&2; exit 1; }

as_server() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

running() { [ -s "$dir/url" ] && as_server "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; }

free_port() {
    local port
    for _ in $(seq 50); do
        port=$((12000 + RANDOM % 20000))  # below those the system gives to who calls out
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return
        fi
    done
    echo "postgres.sh: no free port" >&2
    return 1
}

start() {
    if running; then
        cat "$dir/url"
        return
    fi
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$dir"
        as_server test -w "$dir" || { echo "postgres.sh: the user postgres cannot reach $dir" >&2; exit 1; }
    fi
    if [ ! -s "$data/PG_VERSION" ]; then
        rm -rf "$data"
        (cd / && as_server "$bin/initdb" -D "$data" -U sportello -A trust -E UTF8 --locale=C --no-sync) >"$dir/initdb.log" 2>&1 ||
            { cat "$dir/initdb.log" >&2; exit 1; }
    fi
    # Where it was before; for a new one, another program may take the port between the look and the start: then
    # another port.
    local port known=
    [ -s "$dir/url" ] && known=$(sed 's|.*:\([0-9]*\)/.*|\1|' "$dir/url")
    for _ in 1 2 3 4 5; do
        port=${known:-$(free_port)}
        if (cd / && as_server "$bin/pg_ctl" -D "$data" -w -t 60 -l "$data/server.log" \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 \
                -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=64MB" \
            start) >/dev/null 2>&1; then
            echo "postgres://sportello@127.0.0.1:$port/postgres" >"$dir/url"
            cat "$dir/url"
            return
        fi
    done
    tail -n 20 "$data/server.log" >&2
    exit 1
}

halt() {
    # pg_ctl reads the server's process id from the cluster and ends that process only.
    if running; then
        (cd / && as_server "$bin/pg_ctl" -D "$data" -m immediate -w stop) >/dev/null
    fi
}

standby() {
    halt
    as_server touch "$data/standby.signal"
    start >/dev/null
}

promote() { (cd / && as_server "$bin/pg_ctl" -D "$data" -w promote) >/dev/null; }

stop() {
    halt
    rm -rf "$data" "$dir/url" "$dir/initdb.log"
}

case $command in
    start) start ;;
    halt) halt ;;
    standby) standby ;;
    promote) promote ;;
    stop) stop ;;
    *) usage ;;
esac
