// The ERASER benchmark's layout (DeYoung et al. 2020): {train,val,test}.jsonl, and documents as files in docs/ (one
// sentence a line, words separated by spaces) or in docs.jsonl.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/evaluate/rationale.h"

namespace rex::evaluate {

struct EraserAnnotation {
  std::string id;
  std::string query;
  std::string classification;
  std::vector<std::string> documents;              ///< ids, in order of their mention
  std::map<std::string, std::set<Span>> evidence;  ///< by document; groups of evidence are not kept apart
};

struct EraserSet {
  std::vector<EraserAnnotation> annotations;                  ///< as they stand in the file
  std::map<std::string, std::vector<std::string>> documents;  ///< words by document

  Rationales rationales() const;  ///< of all annotations
};

/// Reads SPLIT ("test") of FOLDER. Throws Error naming file and line: an id that occurs twice, a document that is
/// missing or empty, evidence outside its document.
EraserSet read_eraser(const std::filesystem::path& folder, const std::string& split);

/// What a model predicted, in the benchmark's format of a results file.
struct EraserPrediction {
  std::string id;
  std::string classification;
  std::map<std::string, std::set<Span>> hard;           ///< by document
  std::map<std::string, std::vector<double>> soft;      ///< a score for each word, by document
  ErasureScores erasure;                                ///< without and with the whole rationale; may be empty
  std::map<double, ErasureScores> erasure_by_fraction;  ///< of words
};
std::vector<EraserPrediction> read_eraser_predictions(const std::filesystem::path& path);

}  // namespace rex::evaluate
