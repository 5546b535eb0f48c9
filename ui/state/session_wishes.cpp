// What a person asks for: every change of the question, of how its answer is explained and of what is compared.
#include <utility>

#include "ui/state/session.h"

namespace rex::ui {

/// Asks QUESTION, whose best answer is explained.
void Session::ask(Question question) {
  warnings_.clear();
  expected_hash_.clear();
  asked_.question = std::move(question);
  asked_.question.texts.clear();
  for (const QString& text : typed_) asked_.question.texts.push_back(text.toStdString());
  asked_.question.pair = typed_pair_.toStdString();
  asked_.target = {};
  Q_EMIT inputsChanged();
  request();
}

/// Asks for what was chosen for the question at hand.
void Session::choose() {
  Q_EMIT optionsChanged();
  request();
}

void Session::open_model(const std::filesystem::path& folder) {
  asked_.model = folder;
  asked_.question.without = {};
  asked_.target = {};
  asked_.compare_targets.clear();
  asked_.layers = {};
  Q_EMIT optionsChanged();
  ask(asked_.question);
}

void Session::open_picture(const std::filesystem::path& file) {
  loader_.load(file);
  show_busy();
  Q_EMIT progressed(0, tr("reading the picture"));
}

void Session::set_picture(std::shared_ptr<const Picture> picture, const std::filesystem::path& file) {
  loader_.cancel();
  Question question;  // regions and object queries belong to their picture
  question.picture = std::move(picture);
  question.picture_file = file;
  question.like = asked_.question.like;  // compared with the next one as well
  question.like_file = asked_.question.like_file;
  if (model_ && model_->description.finds_objects()) asked_.compare_targets.clear();
  ask(std::move(question));
}

void Session::open_second_picture(const std::filesystem::path& file) {
  second_loader_.load(file);
  show_busy();
  Q_EMIT progressed(0, tr("reading the second picture"));
}

void Session::set_second_picture(std::shared_ptr<const Picture> picture, const std::filesystem::path& file) {
  second_loader_.cancel();
  Question question = asked_.question;
  question.like = std::move(picture);
  question.like_file = file;
  ask(std::move(question));
}

void Session::set_texts(const QStringList& texts, const QString& pair) {
  if (showing_) return;
  std::vector<std::string> wanted;
  for (const QString& text : texts) wanted.push_back(text.toStdString());
  typed_ = texts;
  typed_pair_ = pair;
  const bool at_hand = running_ || (answered_ && shown_asked_.question == asked_.question);
  if (at_hand && wanted == asked_.question.texts && pair.toStdString() == asked_.question.pair) return;
  Question question = asked_.question;
  question.without.words.clear();  // they were other words
  ask(std::move(question));
}

void Session::set_regions_file(const std::filesystem::path& file) {
  Question question = asked_.question;
  question.regions_file = file;
  question.regions = nullptr;
  question.without.regions.clear();
  ask(std::move(question));
}

void Session::set_method(const QString& name) {
  if (name == asked_.method) return;
  asked_.method = name;
  choose();
}

void Session::set_target(const Target& target) {
  if (target == asked_.target) return;
  asked_.target = target;
  choose();
}

void Session::set_layers(const LayerRange& layers) {
  if (layers == asked_.layers) return;
  asked_.layers = layers;
  choose();
}

void Session::set_without(const RemovedPart& removed) {
  if (removed == asked_.question.without) return;
  if (explanation_ && asked_.target == Target()) asked_.target = explanation_->target;  // not what is best without it
  asked_.question.without = removed;
  choose();
}

void Session::set_negative_evidence(bool wanted) {
  if (wanted == asked_.negative_evidence) return;
  asked_.negative_evidence = wanted;
  choose();
}

void Session::set_arithmetic(nn::Arithmetic arithmetic) {
  if (arithmetic == asked_.arithmetic) return;
  if (explanation_ && asked_.target == Target()) asked_.target = explanation_->target;  // not what rounding makes best
  asked_.arithmetic = arithmetic;
  choose();
}

void Session::set_appearance(const Appearance& appearance) {
  if (appearance == appearance_) return;
  const bool more = appearance.all_queries && !appearance_.all_queries;
  appearance_ = appearance;
  Q_EMIT appearanceChanged();
  if (more) request();
}

void Session::set_comparing(bool comparing) {
  if (comparing == comparing_) return;
  comparing_ = comparing;
  Q_EMIT comparingChanged();
}

void Session::set_compare_methods(const QStringList& names) {
  if (names == asked_.compare_methods) return;
  asked_.compare_methods = names;
  request();
}

void Session::set_compare_targets(const std::vector<Target>& targets) {
  if (targets == asked_.compare_targets) return;
  asked_.compare_targets = targets;
  request();
}

void Session::forget_faithfulness() {
  faithfulness_problem_.clear();
  if (std::exchange(faithfulness_, nullptr)) Q_EMIT faithfulnessChanged();
}

void Session::forget_sanity() {
  checking_ = false;
  sanity_problem_.clear();
  if (std::exchange(sanity_, nullptr)) Q_EMIT sanityChanged();
}

void Session::check_sanity() {
  if (!explanation_ || checking_) return;
  forget_sanity();
  checking_ = true;
  request();
  Q_EMIT sanityChanged();
}

void Session::stop_measuring() {
  if (busy_) return;  // that has a Cancel of its own
  worker_.cancel();
  const bool was_checking = std::exchange(checking_, false);
  if (was_checking) Q_EMIT sanityChanged();
  Q_EMIT faithfulnessChanged();
}

void Session::set_faithfulness(const std::optional<evaluate::FaithfulnessOptions>& options) {
  if (options == wanted_faithfulness_) return;
  wanted_faithfulness_ = options;
  forget_faithfulness();
  to_measure_ = options && explanation_ && running_;
  if (options && explanation_ && !running_) request();
}

void Session::set_head_values(HeadValues values) {
  if (values == head_values_) return;
  head_values_ = values;
  Q_EMIT selection_.headChanged();
}

}  // namespace rex::ui
