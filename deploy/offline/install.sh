#!/bin/sh
# ติดตั้งประสานจากโฟลเดอร์นี้ โดยไม่ใช้อินเทอร์เน็ต · installs Prasan from this folder, without internet.
#
#   ./install.sh [--no-switch]
#
# PREFIX (/opt/prasan) gets releases/VERSION with its own environment; PREFIX/current names the one in use, so that
# going back is one link. PYTHON (python3) is the interpreter, 3.11 or newer. Nothing outside of PREFIX is touched.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=${PREFIX:-/opt/prasan}
python=${PYTHON:-python3}
version=$(cat "$here/VERSION")
release=$prefix/releases/$version

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "ต้องใช้ Python 3.11 ขึ้นไป · Python 3.11 or newer is needed ($python)"
(cd "$here" && sha256sum --quiet -c SHA256SUMS) ||
    fail "ไฟล์ในโฟลเดอร์นี้เสียหายหรือถูกแก้ · a file of this folder is damaged or changed"
[ ! -e "$release" ] || fail "ติดตั้งรุ่นนี้แล้ว · this version is installed already: $release"

say "ติดตั้ง · installing $version → $release"
mkdir -p "$prefix/releases"
trap 'rm -rf "$release"' EXIT
"$python" -m venv "$release/venv" ||
    fail "สร้าง venv ไม่ได้: ลง python3-venv · cannot make the environment: install python3-venv"
pip() { PIP_CONFIG_FILE=/dev/null "$release/venv/bin/python" -m pip --isolated --disable-pip-version-check "$@"; }
pip install --quiet --no-index --find-links "$here/wheels" --no-deps --require-hashes -r "$here/requirements.txt"
pip install --quiet --no-index --no-deps "$here"/wheels/prasan-*.whl
cp -R "$here/deploy" "$here/docs" "$release/"
package=$("$release/venv/bin/python" -c 'import importlib.util as u; print(u.find_spec("prasan").submodule_search_locations[0])')
ln -s "$package/front/static" "$release/static"
"$release/venv/bin/prasan" --version >/dev/null
trap - EXIT

for name in venv static deploy docs; do
    ln -sfn "current/$name" "$prefix/$name"
done
ln -sfn current/deploy/offline/prasan-do "$prefix/prasan-do"
if [ "${1:-}" != "--no-switch" ]; then
    ln -sfn "releases/$version" "$prefix/.next" && mv -T "$prefix/.next" "$prefix/current"
fi
say "เรียบร้อย ขั้นต่อไปอยู่ใน docs/operations.md · done; the next steps stand in docs/operations.md"
