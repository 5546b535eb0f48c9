#include <webp/decode.h>
#include <webp/demux.h>

#include <algorithm>
#include <memory>

#include "core/base/error.h"
#include "core/picture/codecs.h"

namespace rex::codec {
namespace {

struct DemuxerDeleter {
  void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};

int webp_orientation_of(WebPDemuxer* demuxer) {
  WebPChunkIterator chunk;
  int orientation = 1;
  if (WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk) != 0)
    orientation = exif_orientation({reinterpret_cast<const char*>(chunk.chunk.bytes), chunk.chunk.size});
  WebPDemuxReleaseChunkIterator(&chunk);
  return orientation;
}

/// Decodes FRAME into its place on PICTURE; what it leaves free stays black. False where the data are damaged.
bool decode_frame(const WebPIterator& frame, Picture& picture) {
  WebPDecoderConfig config;
  if (WebPInitDecoderConfig(&config) == 0) return false;
  if (WebPGetFeatures(frame.fragment.bytes, frame.fragment.size, &config.input) != VP8_STATUS_OK) return false;
  const int64_t right = int64_t{frame.x_offset} + config.input.width;
  const int64_t bottom = int64_t{frame.y_offset} + config.input.height;
  if (frame.x_offset < 0 || frame.y_offset < 0 || right > picture.width || bottom > picture.height) return false;
  config.output.colorspace = MODE_RGB;
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = picture.row(frame.y_offset) + int64_t{frame.x_offset} * 3;
  config.output.u.RGBA.stride = static_cast<int>(picture.width * 3);
  config.output.u.RGBA.size =
      static_cast<size_t>(((bottom - frame.y_offset - 1) * picture.width + config.input.width) * 3);
  return WebPDecode(frame.fragment.bytes, frame.fragment.size, &config) == VP8_STATUS_OK;
}

}  // namespace

Decoded decode_webp(std::string_view bytes, const std::string& name) {
  const auto damaged = [&] {
    return Error(name, "the WebP picture is damaged or truncated", "Save or download it again.");
  };
  const WebPData data{reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
  const std::unique_ptr<WebPDemuxer, DemuxerDeleter> demuxer(WebPDemux(&data));
  if (!demuxer) throw damaged();
  const int64_t width = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
  const int64_t height = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
  check_claimed_size(name, width, height, bytes.size());
  Decoded result{Picture(width, height), webp_orientation_of(demuxer.get())};
  WebPIterator frame;
  const bool decoded = WebPDemuxGetFrame(demuxer.get(), 1, &frame) != 0 && decode_frame(frame, result.picture);
  WebPDemuxReleaseIterator(&frame);
  if (!decoded) throw damaged();
  return result;
}

}  // namespace rex::codec
