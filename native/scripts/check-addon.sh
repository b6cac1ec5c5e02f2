#!/bin/sh
# Runs the addon's tests on a build with AddressSanitizer and UndefinedBehaviorSanitizer, under the stock Node.
#
#   sh native/scripts/check-addon.sh [OUT]     OUT defaults to native/build/asan
#
# Needs g++ and the headers of Node; exits 77 where g++ is absent.
set -eu
cd "$(dirname "$0")/.."
native=$PWD
mkdir -p "${1:-build/asan}"
out=$(cd "${1:-build/asan}" && pwd)
command -v g++ >/dev/null || { echo 'no g++' >&2; exit 77; }
prefix=$(node -p 'path.dirname(path.dirname(fs.realpathSync(process.execPath)))')
api=$(node -p 'require("node-addon-api").include_dir')
flags='-std=c++17 -O1 -g -fPIC -pthread -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined'
defines='-DNAPI_VERSION=8 -DNODE_ADDON_API_DISABLE_CPP_EXCEPTIONS -DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS -DBUILDING_NODE_EXTENSION -DNODE_GYP_MODULE_NAME=nanobias_native'
mkdir -p "$out/build/Release"
# shellcheck disable=SC2086
g++ $flags $defines -shared -I "$prefix/include/node" -I "$api" addon/*.cpp core/*.cpp -o "$out/build/Release/nanobias_native.node"
cd ..
# node-gyp-build takes the binary from here instead of from the package. What Node itself leaves behind is not ours to report.
exec env "@NANOBIAS/NATIVE_PREBUILD=$out" LD_PRELOAD="$(g++ -print-file-name=libasan.so):$(g++ -print-file-name=libubsan.so)" ASAN_OPTIONS=detect_leaks=0 \
  node node_modules/vitest/vitest.mjs run tests/native/sampler.test.ts tests/native/equality.test.ts tests/native/source.test.ts tests/native/cut.test.ts tests/native/trip.test.ts tests/native/zoom.test.ts tests/native/corpus.test.ts tests/native/pty.test.ts
