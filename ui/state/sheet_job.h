#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/nn/arithmetic.h"
#include "ui/figure/contact_sheet.h"
#include "ui/jobs/job_thread.h"
#include "ui/jobs/mailbox.h"

namespace rex::ui {

/// Makes a contact sheet and saves it beside the window's thread, with an inquiry of its own: what is open stays at
/// hand meanwhile. One at a time. Exactly one of saved(), stopped() and failed() follows start().
class SheetJob : public QObject {
  Q_OBJECT

 public:
  struct Wanted {
    std::filesystem::path model;
    nn::Arithmetic arithmetic = nn::Arithmetic::float32;
    std::vector<figure::SheetEntry> entries;
    figure::SheetOptions options;  ///< the precision is chosen by the model's size, as `rex explain` does
    std::filesystem::path file;
  };

  using QObject::QObject;
  ~SheetJob() override;  ///< stops what runs and waits for it

  void start(Wanted wanted);
  void stop();
  bool running() const { return running_; }

 Q_SIGNALS:
  void progressed(double fraction, const QString& picture);
  /// LEFT_OUT: a line for each picture that is not on it.
  void saved(const QString& file, int pictures, const QStringList& left_out);
  void stopped();
  void failed(const QString& problem, const QString& remedy);

 private:
  void make(const Wanted& wanted, const std::stop_token& stop);

  bool running_ = false;
  std::stop_source stop_;
  Mailbox mailbox_;
  JobThread thread_;  // last: joins before what it reports to goes
};

}  // namespace rex::ui
