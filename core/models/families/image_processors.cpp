#include "core/models/families/image_processors.h"

#include "core/models/families/family.h"

namespace rex {

ImageProcessor image_processor(const std::string& name, SizeRule rule, std::int64_t size, ResizeFilter filter,
                               const ColourStatistics& colours) {
  ImageProcessor processor;
  processor.name = name;
  processor.defaults.size_rule = rule;
  processor.defaults.height = processor.defaults.width = processor.defaults.shortest_edge = size;
  processor.defaults.filter = filter;
  processor.defaults.mean = colours.mean;
  processor.defaults.deviation = colours.deviation;
  return processor;
}

const std::vector<ImageProcessor>& image_processors() {
  static const std::vector<ImageProcessor> all = [] {
    std::vector<ImageProcessor> list;
    for (const Family& family : families()) {
      if (family.image_processor) list.push_back(*family.image_processor);
    }
    return list;
  }();
  return all;
}

const ImageProcessor* image_processor_of(const std::string& model_type) {
  const Family* family = find_family(model_type);
  return family == nullptr || !family->image_processor ? nullptr : &*family->image_processor;
}

}  // namespace rex
