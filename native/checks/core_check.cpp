// The core by itself: a ring between two threads, a source with its thread, and memory that gives out. Run under sanitizers.
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "../core/crc32c.h"
#include "../core/source.h"

namespace {

using namespace nanobias;

// Allocations of this thread until one fails; negative for never.
thread_local long allocations_left = -1;

void require(bool isMet, const char* what) {
  if (isMet) return;
  std::fprintf(stderr, "failed: %s\n", what);
  std::exit(1);
}

void appendVarint(std::vector<uint8_t>& into, uint64_t value) {
  for (; value > 127; value >>= 7) into.push_back(static_cast<uint8_t>(value) | 128);
  into.push_back(static_cast<uint8_t>(value));
}

// A SAMPLES frame of `count` codes that begin at `first`.
std::vector<uint8_t> frameOf(uint32_t first, uint32_t count) {
  std::vector<uint8_t> data = {0xb1, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0};
  const auto field = [&](uint32_t id, uint64_t value) {
    appendVarint(data, id << 3);
    appendVarint(data, value);
  };
  field(1, 1);
  field(3, first);
  field(5, 1000);
  field(6, 1);
  field(8, 2000000);
  field(10, 24);
  field(14, count);
  field(15, kEncodingRaw24);
  appendVarint(data, 16 << 3 | 2);
  appendVarint(data, count * 3);
  for (uint32_t index = 0; index < count; index += 1) {
    const uint32_t code = first + index;
    data.insert(data.end(), {static_cast<uint8_t>(code), static_cast<uint8_t>(code >> 8), static_cast<uint8_t>(code >> 16)});
  }
  field(17, 3);
  const size_t payload = data.size() - kHeaderBytes;
  data[2] = static_cast<uint8_t>(payload);
  data[3] = static_cast<uint8_t>(payload >> 8);
  const uint32_t crc = crc32c(data.data(), data.size());
  for (int byte = 0; byte < 4; byte += 1) data.push_back(static_cast<uint8_t>(crc >> (8 * byte)));
  std::vector<uint8_t> frame(1);
  size_t code_index = 0;
  for (const uint8_t byte : data) {
    if (byte != 0) frame.push_back(byte);
    if (byte != 0 && frame.size() - code_index < 255) continue;
    frame[code_index] = static_cast<uint8_t>(frame.size() - code_index);
    code_index = frame.size();
    frame.push_back(0);
  }
  frame[code_index] = static_cast<uint8_t>(frame.size() - code_index);
  frame.push_back(0);
  return frame;
}

struct Memory {
  explicit Memory(size_t capacity) : words((capacity + kRingControlBytes) / 8) {}
  uint8_t* bytes() { return reinterpret_cast<uint8_t*>(words.data()); }
  std::atomic<uint32_t>* positions() { return reinterpret_cast<std::atomic<uint32_t>*>(bytes()); }
  double* records() { return reinterpret_cast<double*>(bytes() + kRingControlBytes); }
  std::vector<uint64_t> words;
};

struct Taken {
  uint64_t samples = 0;
  uint64_t dropped = 0;
  uint32_t next = 0;
  bool isInOrder = true;
};

// The reader of src/ring-reader.ts.
void drain(Memory& memory, size_t capacity, Taken& taken) {
  const uint32_t mask = static_cast<uint32_t>(capacity / 8) - 1;
  uint32_t at = memory.positions()[kRingReadIndex].load(std::memory_order_relaxed);
  const uint32_t to = memory.positions()[kRingWriteIndex].load(std::memory_order_acquire);
  while (at != to) {
    const double* record = memory.records() + (at & mask);
    if (record[0] == kRingSkip) {
      at += mask + 1 - (at & mask);
    } else {
      const auto count = static_cast<uint32_t>(record[0]);
      const auto* codes = reinterpret_cast<const int32_t*>(record + kRingHeaderValues);
      taken.dropped += static_cast<uint64_t>(record[15]);
      const auto first = static_cast<uint32_t>(record[4]);
      taken.isInOrder = taken.isInOrder && taken.next <= first && codes[0] == static_cast<int32_t>(first) && codes[count - 1] == static_cast<int32_t>(first + count - 1);
      taken.next = first + count;
      taken.samples += count;
      at += static_cast<uint32_t>(kRingHeaderValues + (count + 1) / 2);
    }
    memory.positions()[kRingReadIndex].store(at, std::memory_order_release);
  }
}

// Two threads on one ring: what is made is taken or counted.
void ringBetweenThreads() {
  constexpr size_t kCapacity = 16384;
  Memory memory(kCapacity);
  Ring ring(memory.bytes(), kCapacity);
  std::atomic<bool> isOver{false};
  uint64_t produced = 0;
  uint64_t dropped = 0;
  std::thread writer([&] {
    uint32_t first = 0;
    for (int block = 0; block < 20000; block += 1) {
      SampleBlock header;
      header.sample_count = 1 + static_cast<uint32_t>(block * 37 % 1024);
      header.first_sample = first;
      int32_t* codes = ring.room(header.sample_count);
      for (uint32_t index = 0; index < header.sample_count; index += 1) codes[index] = static_cast<int32_t>(first + index);
      first += header.sample_count;
      produced += header.sample_count;
      if (!ring.keep(header)) dropped += header.sample_count;
    }
    isOver.store(true);
  });
  Taken taken;
  while (!isOver.load()) drain(memory, kCapacity, taken);
  writer.join();
  drain(memory, kCapacity, taken);
  require(taken.isInOrder, "blocks come in order and whole");
  require(taken.samples + dropped == produced, "produced = consumed + dropped");
  require(taken.samples > 0, "something was consumed");
}

// A source on a pipe, asked for totals and written to while it reads, stopped in mid-stream or at the end.
void sourceOnPipe(bool isStoppedEarly) {
  constexpr size_t kCapacity = 65536;
  Memory memory(kCapacity);
  Ring ring(memory.bytes(), kCapacity);
  int data[2];
  int control[2];
  require(pipe(data) == 0 && pipe(control) == 0, "pipes");
  std::atomic<int> news{0};
  Source source(ring, Source::Options{Overflow::kDropNewest, {0, 9, 0}, [&] { news.fetch_add(1); }});
  Descriptor reading;
  Descriptor writing;
  require(!openSource(SourceAddress{SourceKind::kDuplicate, {}, 0, 0, data[0]}, reading) && !openSource(SourceAddress{SourceKind::kDuplicate, {}, 0, 0, control[1]}, writing), "descriptors");
  close(data[0]);
  close(control[1]);
  source.setTrip(TripLimit{1, -1000000, 1});
  require(!source.start(std::move(reading), std::move(writing), false), "start");
  std::thread writer([&] {
    for (uint32_t first = 0; first < 1000 * 500; first += 500) {
      const std::vector<uint8_t> frame = frameOf(first, 500);
      for (size_t sent = 0; sent < frame.size();) {
        const ssize_t count = write(data[1], frame.data() + sent, frame.size() - sent);
        if (count <= 0) break;
        sent += static_cast<size_t>(count);
      }
    }
    close(data[1]);
  });
  Taken taken;
  const uint8_t hello[3] = {1, 2, 3};
  for (int turn = 0; isStoppedEarly ? turn < 50 : !source.hasEnded(); turn += 1) {
    drain(memory, kCapacity, taken);
    source.with([](Sampler& sampler) { return sampler.counts().bytes; });
    if (turn < 20) source.write(hello, sizeof hello);
  }
  if (isStoppedEarly) {
    source.stop();
  } else {
    drain(memory, kCapacity, taken);
    const ReceiveCounts counts = source.with([](Sampler& sampler) { return sampler.counts(); });
    require(counts.deframer.frames == 1000 && taken.samples + counts.dropped_samples == 500000, "every sample is accounted for");
    require(source.with([](Sampler& sampler) { return sampler.trip().isLatched() && sampler.trip().record().code == 9; }), "tripped at the first code beyond 1 fA, which is code 8.4");
    source.stop();
  }
  writer.join();
  close(control[0]);
}

// Every allocation of a feed fails once: told as such, and nothing is lost or used afterwards.
void memoryThatGivesOut() {
  const std::vector<uint8_t> first = frameOf(0, 900);
  const std::vector<uint8_t> second = frameOf(900, 900);
  int failures = 0;
  for (long nth = 0; nth < 60; nth += 1) {
    BlockQueue queue(16);
    Sampler sampler(queue);
    try {
      allocations_left = nth;
      sampler.feed(first.data(), first.size());
      sampler.feed(second.data(), second.size());
      allocations_left = -1;
    } catch (const std::bad_alloc&) {
      allocations_left = -1;
      failures += 1;
    }
    sampler.counts();
    queue.release();
  }
  require(failures >= 3, "allocations failed");
}

// Memory ends where the packed codes do: a body that reads past them is found out, and so is one that reads them wrong.
void runsOfExactLength() {
  uint32_t chance = 1;
  for (size_t runs = 1; runs <= kBlockRunsMax; runs += 1) {
    const size_t samples = runs * kRunSamplesMax;
    std::vector<uint8_t> bytes(kRaw24Bytes * samples);
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>((chance = chance * 1664525 + 1013904223) >> 24);
    std::vector<int32_t> codes(samples);
    std::vector<RunStatistics> measured(runs);
    unpackRuns24(bytes.data(), runs, codes.data(), measured.data());
    for (size_t index = 0; index < samples; index += 1) {
      const uint8_t* const at = bytes.data() + kRaw24Bytes * index;
      require(codes[index] == at[0] + at[1] * 256 + static_cast<int8_t>(at[2]) * 65536, "a code is three bytes, the last one signed");
    }
    for (size_t run = 0; run < runs; run += 1) {
      int64_t sum = 0;
      uint64_t squares = 0;
      for (size_t index = run * kRunSamplesMax; index < (run + 1) * kRunSamplesMax; index += 1) {
        sum += codes[index];
        squares += static_cast<uint64_t>(int64_t{codes[index]} * codes[index]);
      }
      require(measured[run].code_sum == sum && measured[run].square_sum_low == squares && measured[run].square_sum_high == 0, "sums of a run");
    }
  }
}

}  // namespace

// The thread sanitizer brings allocators of its own.
#if !__has_feature(thread_sanitizer)
void* operator new(size_t size) {
  if (allocations_left == 0) throw std::bad_alloc();
  if (allocations_left > 0) allocations_left -= 1;
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
#endif

int main(int count, char** names) {
  const bool isThreadsAlone = count > 1 && std::string(names[1]) == "threads";
  std::signal(SIGPIPE, SIG_IGN);
  ringBetweenThreads();
  sourceOnPipe(false);
  for (int turn = 0; turn < 5; turn += 1) sourceOnPipe(true);
  runsOfExactLength();
  if (!isThreadsAlone) memoryThatGivesOut();
  std::puts("sound");
  return 0;
}
