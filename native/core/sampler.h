#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "deframer.h"
#include "outlet.h"
#include "sample_block.h"
#include "stream.h"

namespace nanobias {

// Frames without samples that may wait.
constexpr size_t kFramesMax = 4096;

struct Frame {
  uint8_t kind = 0;
  uint32_t session = 0;
  uint32_t seq = 0;
  std::vector<uint8_t> payload;
};

struct ReceiveCounts {
  uint64_t bytes = 0;
  DeframerCounts deframer;
  uint64_t malformed_blocks = 0;
  uint64_t foreign_session = 0;
  uint64_t dropped_frames = 0;
  uint64_t dropped_blocks = 0;
  uint64_t dropped_samples = 0;
  uint64_t dropped_groups = 0;
};

// The one deframer of a receive path: consumes the samples and keeps all other frames for whoever asks. SUMMARY has none.
// A full queue drops the newest and counts it, while charge and statistics still see every sample.
class Sampler {
 public:
  explicit Sampler(Outlet& outlet) : outlet_(outlet) {}

  void setSession(uint32_t session) { session_ = session; }
  void feed(const uint8_t* bytes, size_t length);

  std::vector<Frame>& frames() { return frames_; }

  Trip& trip() { return trip_; }
  // Called within `feed`, at the sample that trips and before anything else is made of it.
  void onTrip(std::function<void()> on_trip) { on_trip_ = std::move(on_trip); }

  Stream* stream(uint32_t stream_id);
  void forget(uint32_t stream_id);
  ReceiveCounts counts() const;

 private:
  void takeFrame(const FrameView& view);
  void takeSamples(const FrameView& view);
  void handOn(const FrameView& view);

  Outlet& outlet_;
  uint32_t session_ = 0;
  Deframer deframer_;
  // At most eight: the parser refuses other numbers.
  std::map<uint32_t, Stream> streams_;
  std::vector<Frame> frames_;
  Trip trip_;
  std::function<void()> on_trip_;
  ReceiveCounts counts_;
};

}  // namespace nanobias
