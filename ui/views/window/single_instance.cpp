#include "ui/views/window/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>
#include <algorithm>

#include "ui/convert/paths.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace {

constexpr qsizetype largest_message = 1 << 16;  // bytes
constexpr qsizetype longest_path = 4096;
constexpr int most_texts = 64;
constexpr int reader_patience = 5000;  // milliseconds for the whole of a message
constexpr const char* greeting = "relevance-explorer 1\n";
constexpr const char* taken = "taken\n";

bool is_path(const QJsonValue& value) {
  const QString text = value.toString();
  return value.isString() && text.startsWith('/') && text.size() <= longest_path && !text.contains(QChar(0));
}

}  // namespace

SingleInstance::SingleInstance(const QString& folder, QObject* parent)
    : QObject(parent), name_(folder + "/socket"), lock_(folder + "/lock"), server_(new QLocalServer(this)) {
  lock_.setStaleLockTime(0);  // held as long as its process lives
  server_->setSocketOptions(QLocalServer::UserAccessOption);
  connect(server_, &QLocalServer::newConnection, this, [this] {
    while (QLocalSocket* socket = server_->nextPendingConnection()) greet(socket);
  });
}

bool SingleInstance::begin() {
  if (!lock_.tryLock(0)) return false;
  QLocalServer::removeServer(name_);  // of one that crashed: the lock says that nobody listens
  server_->listen(name_);
  return true;
}

/// Whoever is not greeted in time says nothing, so that what is given twice is opened once.
void SingleInstance::greet(QLocalSocket* socket) {
  socket->setParent(this);
  connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
  connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
  QTimer::singleShot(reader_patience, socket, [socket] { socket->abort(); });
  socket->write(greeting);
  socket->flush();
}

void SingleInstance::read(QLocalSocket* socket) {
  if (!socket->canReadLine()) {
    if (socket->bytesAvailable() > largest_message) socket->abort();
    return;
  }
  const QByteArray message = socket->readLine(largest_message);
  StartWith start;
  if (!read_message(message, start)) return socket->abort();
  socket->write(taken);
  socket->flush();
  Q_EMIT received(start);
}

bool SingleInstance::hand_over(const StartWith& start, int patience) const {
  QElapsedTimer timer;
  timer.start();
  const auto left = [&] { return std::max(0, patience - static_cast<int>(timer.elapsed())); };
  QLocalSocket socket;
  for (;;) {  // the first may hold the lock, and not yet listen
    socket.connectToServer(name_);
    if (socket.waitForConnected(left())) break;
    if (left() == 0) return false;
    constexpr unsigned long moment = 20;
    QThread::msleep(moment);
  }
  const auto hears = [&](const char* line) {
    while (!socket.canReadLine()) {
      if (left() == 0 || !socket.waitForReadyRead(left())) return false;
    }
    return socket.readLine() == line;
  };
  if (!hears(greeting)) return false;
  socket.write(message_of(start));
  socket.flush();
  return hears(taken);
}

QString meeting_folder() {
  QCryptographicHash hash(QCryptographicHash::Sha1);
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
    hash.addData(qgetenv(name));
    hash.addData(QByteArrayLiteral("\n"));
  }
  const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
  if (runtime.isEmpty()) return {};
  constexpr qsizetype letters = 8;
  const QString folder = runtime + "/relevance-explorer-" + QString::fromLatin1(hash.result().toHex().left(letters));
  return QDir().mkpath(folder) ? folder : QString();
}

QByteArray message_of(const StartWith& start) {
  QJsonObject object;
  const auto put = [&](const char* name, const std::filesystem::path& path) {
    if (!path.empty()) object[QLatin1String(name)] = text_of(std::filesystem::absolute(path));
  };
  put("model", start.model);
  put("picture", start.picture);
  put("session", start.session);
  if (!start.texts.isEmpty()) object[QStringLiteral("texts")] = QJsonArray::fromStringList(start.texts);
  return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

bool read_message(const QByteArray& message, StartWith& start) {
  const QJsonDocument document = QJsonDocument::fromJson(message);
  if (!document.isObject()) return false;
  StartWith found;
  const QJsonObject object = document.object();
  for (auto field = object.begin(); field != object.end(); ++field) {
    if (field.key() == QLatin1String("texts")) {
      const QJsonArray texts = field->toArray();
      const bool strings = std::all_of(texts.begin(), texts.end(), [](const auto& text) { return text.isString(); });
      if (!field->isArray() || !strings || texts.size() > most_texts) return false;
      for (const auto& text : texts) found.texts << text.toString();
      continue;
    }
    std::filesystem::path* const path = field.key() == QLatin1String("model")     ? &found.model
                                        : field.key() == QLatin1String("picture") ? &found.picture
                                        : field.key() == QLatin1String("session") ? &found.session
                                                                                  : nullptr;
    if (path == nullptr || !is_path(*field)) return false;
    *path = path_of(field->toString());
  }
  start = found;
  return true;
}

}  // namespace rex::ui
