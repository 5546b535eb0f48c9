// Words that a person marked as the reason, against words that a map marks: the scores of the ERASER benchmark (DeYoung
// et al. 2020, rationale_benchmark/metrics.py).
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace rex::evaluate {

/// Words first … end − 1 of a document.
struct Span {
  std::int64_t first = 0;
  std::int64_t end = 0;

  auto operator<=>(const Span&) const = default;
};

/// An annotation and one of its documents.
using DocumentKey = std::pair<std::string, std::string>;
/// The spans of each document; doubles count once.
using Rationales = std::map<DocumentKey, std::set<Span>>;

/// The words of SPANS; where spans overlap a word counts once.
std::set<std::int64_t> words_of(const std::set<Span>& spans);

struct PrecisionRecall {
  double precision = 0;
  double recall = 0;
  double f1 = 0;  ///< the harmonic mean; 0 where one of the two is 0
};

struct RationaleScore {
  PrecisionRecall micro;  ///< of the counts over all documents
  PrecisionRecall macro;  ///< mean over documents
};

/// Word by word. macro is the mean of precision, of recall, and of f1 over the documents of either side.
RationaleScore score_words(const Rationales& truth, const Rationales& predicted);

/// Span by span: only an equal span counts.
RationaleScore score_spans(const Rationales& truth, const Rationales& predicted);

/// A predicted span is a hit where its best intersection over union with a true span of the document is at least
/// THRESHOLD. recall is hits / true spans and may exceed 1: several predictions can hit one truth. macro takes
/// precision over documents with predictions, recall over those with truth, and f1 of these two means (unlike the
/// others).
RationaleScore score_overlap(const Rationales& truth, const Rationales& predicted, double threshold);

/// The spans of length 1 of the COUNT words with the highest of SCORES (equal ones by index); all words where there are
/// fewer. COUNT is a number of words, not a percentage.
std::set<Span> highest_words(std::span<const double> scores, std::int64_t count);

/// The numbers of words of Transformer-Explainability's rationale files: 5, 10 … 80.
const std::vector<std::int64_t>& rationale_counts();

/// Scores of a document's words against its truth.
struct SoftScore {
  double auprc = 0;                         ///< trapezoid of precision over recall
  std::optional<double> average_precision;  ///< step sum; none where all words or no word are marked
  std::optional<double> roc_auc;            ///< none likewise
};
SoftScore score_soft(std::span<const double> scores, const std::set<Span>& truth);

/// Means over documents: auprc over all, the others over those that have them.
SoftScore mean_soft(const std::vector<SoftScore>& documents);

/// Probabilities by class.
using ClassScores = std::map<std::string, double>;

/// What a model says of one annotation: whole, without its rationale, of its rationale alone.
struct ErasureScores {
  std::string predicted;  ///< the class whose probability is followed
  ClassScores whole;
  ClassScores without_rationale;
  ClassScores rationale_only;
};

struct Erasure {
  double comprehensiveness = 0;          ///< mean of p(whole) − p(without); higher is better
  double sufficiency = 0;                ///< mean of p(whole) − p(only); lower is better
  double comprehensiveness_entropy = 0;  ///< mean of the entropies' difference, natural logarithm
  double sufficiency_entropy = 0;
  double comprehensiveness_kl = 0;  ///< mean divergence of the changed from the whole distribution
  double sufficiency_kl = 0;
};
/// Throws Error where a sample lacks its predicted class or the classes differ, or there is none.
Erasure score_erasure(const std::vector<ErasureScores>& samples);

/// The fractions of words over which comprehensiveness and sufficiency are averaged (AOPC): 1, 5, 10, 20, 50 %.
const std::vector<double>& erasure_fractions();

/// The words that FRACTION removes: the ceil(fraction · words) highest of SCORES, ascending. Rounding up is ours; the
/// benchmark only reads probabilities.
std::vector<std::int64_t> erased_words(std::span<const double> scores, double fraction);

/// A report of classes, as scikit-learn's classification_report.
struct ClassReport {
  struct Row {
    PrecisionRecall score;
    double support = 0;  ///< samples
  };
  double accuracy = 0;
  std::map<std::string, Row> classes;
  Row macro;     ///< plain mean over classes
  Row weighted;  ///< mean weighted by support
};
/// TRUTH and PREDICTED beside each other; CLASSES are all that have a row. At least one sample.
ClassReport report_classes(const std::vector<std::string>& truth, const std::vector<std::string>& predicted,
                           const std::vector<std::string>& classes);

/// The score of each of WORDS as the highest of its word pieces' SCORES. TOKENS are the pieces with special tokens;
/// [CLS], [SEP], [PAD] are dropped, "##" is taken off, and characters are counted off along the words. Words behind the
/// cut of a long text get none: the result may be shorter than WORDS. Throws Error at a piece that does not continue
/// the words, and at [UNK], whose length is not known.
std::vector<double> word_scores(const std::vector<std::string>& words, const std::vector<std::string>& tokens,
                                std::span<const double> scores);

}  // namespace rex::evaluate
