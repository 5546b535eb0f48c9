#pragma once

#include <QLockFile>
#include <QObject>
#include <QString>

class QLocalServer;
class QLocalSocket;

namespace rex::ui {

struct StartWith;

/// One window for each user and display: what a second start is to open goes to the window that is there. Both know
/// each other by a lock, which the system takes back from a process that ends, and a socket that only its user can
/// open.
class SingleInstance : public QObject {
  Q_OBJECT

 public:
  /// Of FOLDER, which only its user can write to.
  explicit SingleInstance(const QString& folder, QObject* parent = nullptr);

  /// Whether this is the first: then it listens.
  bool begin();
  /// Gives START to the first. False where that does not take it within PATIENCE milliseconds, because it hangs, or is
  /// gone: then nothing was given, and a window of one's own is the answer.
  bool hand_over(const StartWith& start, int patience) const;

 Q_SIGNALS:
  void received(const rex::ui::StartWith& start);

 private:
  void greet(QLocalSocket* socket);
  void read(QLocalSocket* socket);

  QString name_;  ///< of the socket
  QLockFile lock_;
  QLocalServer* server_;
};

/// Where the windows of this user on this display meet. Made where it is not there; empty where that fails.
QString meeting_folder();

/// What stands in MESSAGE: absolute paths and texts, nothing else. False where it is no such message.
bool read_message(const QByteArray& message, StartWith& start);
QByteArray message_of(const StartWith& start);

}  // namespace rex::ui
