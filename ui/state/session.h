#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "ui/jobs/model_worker.h"
#include "ui/state/appearance.h"
#include "ui/state/selection.h"
#include "ui/state/shown.h"

namespace rex::ui {

/// A pinned explanation, for comparing.
struct Pin {
  std::shared_ptr<const PassInfo> pass;
  std::shared_ptr<const Explanation> explanation;
};

/// What is open, what is asked and what came back: the one place that views read and that people's actions change. It
/// asks the worker for what is missing. A finished result stays until a newer one replaces it, also when the newer one
/// fails.
class Session : public QObject {
  Q_OBJECT

 public:
  explicit Session(QObject* parent = nullptr);

  /// What people choose. Each asks the worker for what it changes.
  void open_model(const std::filesystem::path& folder);
  void open_picture(const std::filesystem::path& file);  ///< a broken file gives message() and keeps the picture
  void set_picture(std::shared_ptr<const Picture> picture, const std::filesystem::path& file = {});
  void set_texts(const QStringList& texts);
  void set_regions_file(const std::filesystem::path& file);
  void set_method(const QString& name);
  void set_target(const Target& target);
  void set_layers(const LayerRange& layers);
  void set_appearance(const ViewAppearance& appearance);
  void set_compare_methods(const QStringList& names);  ///< further methods for the same target, for the compare view
  void set_head_values(HeadValues values);
  void pin();
  void unpin(int index);
  /// Everything at once, with one request.
  void restore(const std::filesystem::path& model, std::shared_ptr<const Picture> picture,
               const std::filesystem::path& picture_file, const QStringList& texts, const QString& method,
               const Target& target, const LayerRange& layers, const ViewAppearance& appearance);
  void cancel();
  void run();  ///< asks again, for example after a file came back

  const std::filesystem::path& model_folder() const { return wanted_.model; }
  const std::filesystem::path& picture_file() const { return wanted_.picture_file; }
  const std::shared_ptr<const Picture>& picture() const { return wanted_.picture; }
  QStringList texts() const;
  QString method() const { return method_; }
  const Target& wanted_target() const { return target_; }
  const LayerRange& layers() const { return layers_; }
  const ViewAppearance& appearance() const { return appearance_; }
  HeadValues head_values() const { return head_values_; }
  const std::vector<Pin>& pins() const { return pins_; }

  /// What came back last; null until then.
  const std::shared_ptr<const ModelInfo>& model() const { return model_; }
  const std::shared_ptr<const PassInfo>& pass() const { return pass_; }
  const std::shared_ptr<const Explanation>& explanation() const { return explanation_; }
  const std::vector<std::shared_ptr<const Explanation>>& compared() const { return compared_; }
  double explain_seconds() const { return explain_seconds_; }

  bool busy() const { return busy_; }
  const std::optional<JobFailure>& failure() const { return failure_; }
  Selection& selection() { return selection_; }

 Q_SIGNALS:
  void modelChanged();        ///< model() is another
  void inputsChanged();       ///< picture or texts that are wanted
  void passChanged();         ///< pass() is another
  void explanationChanged();  ///< explanation() or compared() are others
  void optionsChanged();      ///< method, wanted target or layers
  void appearanceChanged();
  void pinsChanged();
  void busyChanged();
  void progressed(double fraction, const QString& step);
  void failureChanged();

 private:
  void request();
  void fail(JobFailure failure);
  void set_busy(bool busy);

  ModelWorker worker_;
  Selection selection_;
  ViewRequest wanted_;
  QString method_ = QStringLiteral("generic");
  Target target_;
  LayerRange layers_;
  ViewAppearance appearance_;
  HeadValues head_values_ = HeadValues::weighted;
  QStringList compare_methods_;
  std::vector<Pin> pins_;
  std::shared_ptr<const ModelInfo> model_;
  std::shared_ptr<const PassInfo> pass_;
  std::shared_ptr<const Explanation> explanation_;
  std::vector<std::shared_ptr<const Explanation>> compared_;
  double explain_seconds_ = 0;
  std::uint64_t latest_ = 0;
  bool busy_ = false;
  std::optional<JobFailure> failure_;
};

}  // namespace rex::ui
