#include "ui/state/sheet_job.h"

#include <utility>

#include "core/base/foreign_errors.h"
#include "core/explain/explain.h"
#include "ui/convert/paths.h"
#include "ui/figure/save_figure.h"

namespace rex::ui {

SheetJob::~SheetJob() { stop(); }

void SheetJob::stop() { stop_.request_stop(); }

void SheetJob::start(Wanted wanted) {
  running_ = true;
  stop_ = std::stop_source();
  thread_.start([this, wanted = std::move(wanted), stop = stop_.get_token()] { make(wanted, stop); });
}

void SheetJob::make(const Wanted& wanted, const std::stop_token& stop) {
  const auto tell = [this](auto what) {
    mailbox_.post([this, what] {
      running_ = false;
      what();
    });
  };
  try {
    const Progress progress(
        [this](double fraction, const std::string& step) {
          mailbox_.post([this, fraction, text = QString::fromStdString(step)] { Q_EMIT progressed(fraction, text); });
        },
        stop);
    progress.report(0, "opening the model");
    Inquiry inquiry(wanted.model, progress.part(0, 0.05), OpenOptions{.arithmetic = wanted.arithmetic});
    figure::SheetOptions options = wanted.options;
    options.explain.double_precision = prefers_double_precision(inquiry.model()->description);
    const figure::ContactSheet sheet =
        figure::contact_sheet(inquiry, wanted.entries, options, progress.part(0.05, 0.95));
    progress.report(0.95, "saving");
    figure::save_figure(wanted.file, sheet.figure);
    QStringList left_out;
    for (const figure::LeftOut& one : sheet.left_out) {
      left_out << QStringLiteral("%1: %2").arg(QString::fromStdString(one.name), QString::fromStdString(one.reason));
    }
    tell([this, file = text_of(wanted.file), count = static_cast<int>(sheet.figure.panels.size()), left_out] {
      Q_EMIT saved(file, count, left_out);
    });
  } catch (const Cancelled&) {
    tell([this] { Q_EMIT stopped(); });
  } catch (const std::exception& exception) {
    const Error error = as_error(exception, wanted.model.string());
    const std::string problem = error.where().empty() ? error.problem() : error.where() + ": " + error.problem();
    tell([this, problem = QString::fromStdString(problem), remedy = QString::fromStdString(error.remedy())] {
      Q_EMIT failed(problem, remedy);
    });
  }
}

}  // namespace rex::ui
