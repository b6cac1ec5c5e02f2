#!/bin/sh
# Holds the core against the sanitizers, and its decoder against a short fuzzing, without Node.
#
#   sh native/scripts/check-core.sh [OUT]     OUT defaults to native/build/checks
#
# Needs clang with its run-time libraries; exits 77 where it is absent, as test runners understand it.
set -eu
cd "$(dirname "$0")/.."
out=${1:-build/checks}
fuzz_s=${FUZZ_S:-10}
clang=$(command -v clang++ || command -v clang++-14 || command -v clang++-19 || true)
if [ -z "$clang" ]; then
  echo 'no clang++: install clang and libclang-rt' >&2
  exit 77
fi
mkdir -p "$out/corpus"
core="core/codes.cpp core/codes_avx512.cpp core/crc32c.cpp core/deframer.cpp core/descriptor.cpp core/for128.cpp core/outlet.cpp core/ring.cpp core/sample_block.cpp core/sampler.cpp core/serial.cpp core/source.cpp core/stream.cpp core/trip.cpp"
flags='-std=c++17 -O1 -g -pthread -fno-omit-frame-pointer'

echo 'address and undefined behaviour'
$clang $flags -fsanitize=address,undefined -fno-sanitize-recover=all $core checks/core_check.cpp -o "$out/asan"
ASAN_OPTIONS=detect_leaks=1 "$out/asan"
NANOBIAS_CPU=avx2 ASAN_OPTIONS=detect_leaks=1 "$out/asan"

echo 'threads'
$clang $flags -fsanitize=thread $core checks/core_check.cpp -o "$out/tsan"
TSAN_OPTIONS=halt_on_error=1 "$out/tsan" threads

echo "fuzzing for $fuzz_s s"
$clang $flags -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all $core checks/decoder_fuzz.cpp -o "$out/fuzz"
"$out/fuzz" -max_total_time="$fuzz_s" -max_len=8192 -print_final_stats=0 -verbosity=0 "$out/corpus" checks/corpus
echo "corpus: $(ls "$out/corpus" | wc -l) inputs in $out/corpus"
