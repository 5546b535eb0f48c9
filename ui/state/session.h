#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "core/render/appearance.h"
#include "ui/jobs/model_worker.h"
#include "ui/jobs/picture_loader.h"
#include "ui/state/asked.h"
#include "ui/state/saved_session.h"
#include "ui/state/selection.h"
#include "ui/state/shown.h"
#include "ui/state/view_history.h"

namespace rex::ui {

/// A pinned explanation, for comparing.
struct Pin {
  Asked asked;  ///< what makes it again
  std::shared_ptr<const Answered> answered;
  std::shared_ptr<const Explanation> explanation;
};

/// What is open, what is asked and what came back: the one place that views read and that people's actions change. It
/// asks the worker for what is missing. A request commits as a whole when its explanation is there: question, answer
/// and explanation change together. Where it fails or is cancelled, what was shown stays, and is what is asked again;
/// typed words stay in their field.
class Session : public QObject {
  Q_OBJECT

 public:
  explicit Session(QObject* parent = nullptr);

  /// What people choose. Each asks the worker for what it changes.
  void open_model(const std::filesystem::path& folder);
  void open_picture(const std::filesystem::path& file);  ///< in the background; a broken file keeps the picture
  void set_picture(std::shared_ptr<const Picture> picture, const std::filesystem::path& file = {});
  /// A second picture, for models that explain features: which parts of the first make the two alike. In the
  /// background; a broken file keeps what there was.
  void open_second_picture(const std::filesystem::path& file);
  void set_second_picture(std::shared_ptr<const Picture> picture, const std::filesystem::path& file = {});  ///< or none
  /// PAIR: a second sentence beside the one text, for models that read pairs; empty: none.
  void set_texts(const QStringList& texts, const QString& pair = {});
  void set_regions_file(const std::filesystem::path& file);
  void set_method(const QString& name);
  void set_target(const Target& target);
  void set_layers(const LayerRange& layers);
  /// "What if this were not there?": the same target of the same input without REMOVED.
  void set_without(const RemovedPart& removed);
  void set_negative_evidence(bool wanted);
  /// In what the model's layers multiply: opens the model again.
  void set_arithmetic(nn::Arithmetic arithmetic);
  void set_appearance(const Appearance& appearance);
  void set_compare_methods(const QStringList& names);  ///< further methods for the same target, for the compare view
  void set_compare_targets(const std::vector<Target>& targets);  ///< further targets by the same method
  void set_head_values(HeadValues values);
  /// Whether and how the faithfulness of each explanation is measured, behind what else is asked.
  void set_faithfulness(const std::optional<evaluate::FaithfulnessOptions>& options);
  /// Asks once whether the map that is shown follows the parameters, behind what else is asked.
  void check_sanity();
  /// Ends what is measured behind; what has come stays.
  void stop_measuring();
  /// Whether what is compared stands side by side, in place of the one picture.
  void set_comparing(bool comparing);
  bool pin();  ///< false where there are as many pins as the compare view has room for, those to come counted
  void unpin_all();
  void unpin(int index);
  /// Everything at once, with one request. What SAVED has pinned takes the place of what is pinned; without any, that
  /// stays.
  void restore(const SavedSession& saved);
  /// What is seen, whole. Only while there is an explanation.
  SeenView view() const;
  /// Shows VIEW again, without a run; what runs is called off.
  void show(const SeenView& view);
  /// Opens the same model from its files as they are now.
  void reload_model();
  void cancel();
  void run();  ///< asks again, for example after a file came back

  /// What is wanted: of the request that runs, or of what is shown.
  const Asked& asked() const { return asked_; }
  /// What is shown was asked so; as asked() while there is no answer.
  const Asked& shown_asked() const { return answered_ ? shown_asked_ : asked_; }
  /// The picture that is shown: of the answer, or the opened one while there is none.
  const std::shared_ptr<const Picture>& picture() const;
  const std::filesystem::path& picture_file() const { return asked_.question.picture_file; }
  /// The words in their field, whether they were answered or not.
  QStringList texts() const { return typed_; }
  QString pair() const { return typed_pair_; }
  QString method() const { return asked_.method; }
  const LayerRange& layers() const { return asked_.layers; }
  const RemovedPart& without() const { return asked_.question.without; }
  const Appearance& appearance() const { return appearance_; }
  HeadValues head_values() const { return head_values_; }
  bool comparing() const { return comparing_; }
  const std::vector<Pin>& pins() const { return pins_; }
  /// What a restored session has pinned and is not explained yet.
  const std::vector<Asked>& pins_to_come() const { return pins_to_come_; }

  /// What came back last; null until then.
  const std::shared_ptr<const ModelInfo>& model() const { return model_; }
  const std::shared_ptr<const Answered>& answered() const { return answered_; }
  const std::shared_ptr<const Explanation>& explanation() const { return explanation_; }
  const std::vector<std::shared_ptr<const Explanation>>& compared() const { return compared_; }
  /// DETR: all confident object queries, while the appearance asks for their masks.
  const std::vector<std::shared_ptr<const Explanation>>& detections() const { return detections_; }
  double explain_seconds() const { return explain_seconds_; }
  /// The curves of explanation() as far as they have come; null while none are wanted or there.
  const std::shared_ptr<const evaluate::Faithfulness>& faithfulness() const { return faithfulness_; }
  const std::optional<evaluate::FaithfulnessOptions>& wanted_faithfulness() const { return wanted_faithfulness_; }
  /// How the map changes while the model forgets, as far as it has come; null while nobody asked.
  const std::shared_ptr<const evaluate::Sanity>& sanity() const { return sanity_; }
  const QString& sanity_problem() const { return sanity_problem_; }
  bool checking_sanity() const { return checking_; }
  const QString& faithfulness_problem() const { return faithfulness_problem_; }  ///< why there are none

  /// PICTURE and its halves, kept for the pictures seen last.
  std::shared_ptr<const PicturePyramid> pyramid(const std::shared_ptr<const Picture>& picture);

  bool busy() const { return busy_; }
  /// What has changed since the restored session was saved; figures say it.
  const QStringList& warnings() const { return warnings_; }
  const std::optional<JobFailure>& failure() const { return failure_; }
  Selection& selection() { return selection_; }
  const Selection& selection() const { return selection_; }

 Q_SIGNALS:
  void pictureOpened(const std::filesystem::path& file);
  void modelChanged();        ///< model() is another
  void inputsChanged();       ///< picture, regions or texts that are wanted
  void answeredChanged();     ///< answered() is another
  void explanationChanged();  ///< explanation() is another; after answeredChanged()
  void faithfulnessChanged();
  void faithfulnessWanted();  ///< a session that was opened wants it measured so
  void sanityChanged();
  void comparedChanged();  ///< compared() or detections() are others
  void optionsChanged();   ///< method, wanted target or layers
  void appearanceChanged();
  void pinsChanged();
  void comparingChanged();
  void busyChanged();
  void progressed(double fraction, const QString& step);
  void failureChanged();
  void noticed(const QString& text);  ///< something to know that stopped nothing

 private:
  void connect_worker();
  void request();
  void select(const SavedSelection& saved);
  void keep(std::shared_ptr<const PicturePyramid> pyramid);
  std::vector<WantedCurve> curves_of_pins() const;
  void measure_again();
  void take_pin(const std::shared_ptr<const Answered>& answered, const std::shared_ptr<const Explanation>& explanation);
  static ExplainOptions options_of(const Asked& asked, const QString& method);
  void fail(JobFailure failure);
  void ask(Question question);
  void choose();
  void commit(const std::shared_ptr<const Explanation>& explanation, double seconds);
  void go_back();
  void forget_answer(bool same_places = false);
  void forget_faithfulness();
  void forget_sanity();
  void set_running(bool running);
  bool loading() const { return loader_.loading() || second_loader_.loading(); }
  void show_busy();

  ModelWorker worker_;
  PictureLoader loader_;
  PictureLoader second_loader_{false};
  bool asked_while_loading_ = false;
  QStringList warnings_;                     ///< of the restored session, until something else is asked
  std::string expected_hash_;                ///< of the weights that the restored session was saved with
  std::vector<WantedExplanation> wanted_;    ///< of the latest request
  std::optional<SavedSelection> to_select_;  ///< when the restored explanation is there
  std::vector<std::shared_ptr<const PicturePyramid>> pyramids_;  ///< oldest first
  Selection selection_;
  Asked asked_, shown_asked_;
  QStringList typed_;
  QString typed_pair_;
  Appearance appearance_;
  HeadValues head_values_ = HeadValues::weighted;
  bool comparing_ = false;
  std::vector<Pin> pins_;
  std::vector<Asked> pins_to_come_;
  std::shared_ptr<const ModelInfo> model_;
  std::shared_ptr<const Answered> answered_;
  std::shared_ptr<const Answered> arriving_;  ///< of the latest request, until its explanation is there
  std::shared_ptr<const Explanation> explanation_;
  std::vector<std::shared_ptr<const Explanation>> compared_, detections_;
  double explain_seconds_ = 0;
  std::optional<evaluate::FaithfulnessOptions> wanted_faithfulness_;
  std::shared_ptr<const evaluate::Faithfulness> faithfulness_;
  QString faithfulness_problem_;
  bool to_measure_ = false;  ///< wanted while a request ran that does not ask for it
  std::shared_ptr<const evaluate::Sanity> sanity_;
  QString sanity_problem_;
  bool checking_ = false;  ///< asked for, and not whole yet
  std::uint64_t latest_ = 0;
  int opening_ = 0, opened_ = 0;  ///< how often the model was asked for anew, and which of these was opened
  bool showing_ = false;          ///< a view of before is being put back: what views say of it is no wish
  bool running_ = false;          ///< the worker has the latest request
  bool busy_ = false;
  std::optional<JobFailure> failure_;
};

}  // namespace rex::ui
