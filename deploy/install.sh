#!/usr/bin/env bash
# Install thinkfamily for a council: the program for nobody to change, a place for its account alone.
#
#   deploy/install.sh PROGRAM PLACE       e.g. deploy/install.sh /opt/thinkfamily /var/lib/thinkfamily
#
# PROGRAM/current is a virtual environment from deploy/requirements.lock, whose hashes pip verifies. PLACE
# gets the two configuration files where it has none; what is there stays. Run it again to update.
# The Dockerfile runs this script too: there is one way to install.
set -euo pipefail
umask 022

if [ "$#" -ne 2 ]; then
    echo "Usage: deploy/install.sh PROGRAM PLACE, such as /opt/thinkfamily /var/lib/thinkfamily" >&2
    exit 2
fi
program=$1
place=$2
source=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}
export PIP_DISABLE_PIP_VERSION_CHECK=1

"$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "It needs Python 3.11 or newer with venv (Debian: apt install python3-venv)." >&2
    exit 1
}

# A fresh environment beside the one that runs: an update that fails changes nothing.
fresh="$program/$(date -u +%Y%m%dT%H%M%SZ)"
trap 'rm -rf "$fresh"' ERR
mkdir -p "$program"
"$python" -m venv "$fresh"
"$fresh/bin/pip" install --quiet --only-binary :all: --require-hashes \
    --requirement "$source/deploy/requirements.lock"
"$fresh/bin/pip" install --quiet --no-deps --no-build-isolation "$source"
"$fresh/bin/thinkfamily" --help >/dev/null

# One rename makes it the one in use; the one before stays, to go back to, and older ones go.
before=$(readlink "$program/current" || true)
ln -sfn "$(basename "$fresh")" "$program/current.fresh"
mv -T "$program/current.fresh" "$program/current"
for folder in "$program"/*Z; do
    name=$(basename "$folder")
    if [ "$name" != "$before" ] && [ "$folder" != "$fresh" ]; then rm -rf "$folder"; fi
done

mkdir -p "$place"
chmod 750 "$place"
mkdir -p "$place/data"
chmod 700 "$place/data"
for name in thinkfamily.toml dagster.yaml; do
    if [ ! -e "$place/$name" ]; then
        cp "$source/$name" "$place/$name"
        chmod 640 "$place/$name"
    fi
done
echo "Installed in $program/current; its place is $place. Next: docs/deployment.md, from 'The key' on."
