// A second start gives its file to the window that is open.
#include "ui/views/window/single_instance.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QLocalServer>
#include <QLocalSocket>
#include <QLockFile>
#include <QProcess>
#include <atomic>
#include <thread>

#include "tests/ui/explained.h"
#include "ui/convert/paths.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;

namespace {

/// What a second start does, beside the thread in which the first listens.
bool handed_over(const QString& folder, const StartWith& start, int patience_ms) {
  bool taken = false;
  std::atomic<bool> done = false;
  std::thread second([&] {
    SingleInstance instance(folder);
    taken = !instance.begin() && instance.hand_over(start, patience_ms);
    done = true;
  });
  wait_for([&] { return done.load(); });
  second.join();
  return taken;
}

/// Everything that the server answers to BYTES until it closes.
QByteArray answer_to(const QString& folder, const QByteArray& bytes) {
  QLocalSocket socket;
  socket.connectToServer(folder + "/socket");
  REQUIRE(wait_for([&] { return socket.state() == QLocalSocket::ConnectedState; }));
  socket.write(bytes);
  socket.flush();
  QByteArray answer;
  wait_for([&] {
    answer += socket.readAll();
    return socket.state() == QLocalSocket::UnconnectedState || answer.endsWith("taken\n");
  });
  return answer;
}

}  // namespace

TEST_CASE("a message holds absolute paths and texts, and comes back as it was") {
  StartWith start, read;
  start.model = "/models/a b";
  start.picture = "street.jpg";
  start.texts = {"Is there a “dog”?\nOr not", "ä"};
  REQUIRE(read_message(message_of(start), read));
  CHECK(read.model == start.model);
  CHECK(read.picture == std::filesystem::absolute("street.jpg"));
  CHECK(read.texts == start.texts);
  CHECK(read.session.empty());
  CHECK(message_of(start).count('\n') == 1);
  for (const char* bad :
       {"", "{", "[]", "7", "{\"picture\": 3}", "{\"picture\": \"relative.jpg\"}", "{\"picture\": \"\"}",
        "{\"texts\": \"one\"}", "{\"texts\": [1]}", "{\"run\": \"/bin/sh\"}", "{\"picture\": \"/a\\u0000b\"}"}) {
    INFO(bad);
    StartWith untouched;
    untouched.picture = "/before";
    CHECK_FALSE(read_message(bad, untouched));
    CHECK(untouched.picture == "/before");
  }
  QByteArray long_path = "{\"picture\": \"/" + QByteArray(5000, 'a') + "\"}";
  CHECK_FALSE(read_message(long_path, read));
}

TEST_CASE("the window that is open takes what a second start was given, and malformed messages change nothing") {
  const TemporaryFolder meeting;
  const QString folder = text_of(meeting.path());
  Explained explained("vit", "beach");
  SingleInstance first(folder);
  REQUIRE(first.begin());
  QObject::connect(&first, &SingleInstance::received, explained.window.get(), &MainWindow::take);
  int received = 0;
  QObject::connect(&first, &SingleInstance::received, [&] { ++received; });
  StartWith start;
  start.picture = scene("lunch");
  CHECK(handed_over(folder, start, 10000));
  explained.settle();
  CHECK(received == 1);
  CHECK(explained.session().picture_file() == scene("lunch"));
  CHECK(handed_over(folder, {}, 10000));  // only brings the window to the front
  CHECK(received == 2);
  for (const QByteArray& bad : {QByteArray("nonsense\n"), QByteArray("{\"run\": \"/bin/sh\"}\n"),
                                QByteArray(200'000, 'x'), QByteArray("{\"picture\": \"street.jpg\"}\n")}) {
    CHECK_FALSE(answer_to(folder, bad).contains("taken"));
  }
  CHECK(received == 2);
  start.picture = scene("desk");
  CHECK(handed_over(folder, start, 10000));
  explained.settle();
  CHECK(explained.session().picture_file() == scene("desk"));
}

TEST_CASE("a window that hangs is not waited for, and gets nothing") {
  const TemporaryFolder meeting;
  const QString folder = text_of(meeting.path());
  QLockFile lock(folder + "/lock");
  REQUIRE(lock.tryLock(0));
  QLocalServer hangs;  // it listens, and never says anything: its event loop does not run while this thread waits
  REQUIRE(hangs.listen(folder + "/socket"));
  QElapsedTimer timer;
  timer.start();
  bool taken = true;
  std::thread second([&] {
    SingleInstance instance(folder);
    taken = instance.begin() || instance.hand_over({}, 300);
  });
  second.join();
  CHECK_FALSE(taken);
  CHECK(timer.elapsed() < 5000);
  QLocalSocket* given = nullptr;
  wait_for([&] { return (given = hangs.nextPendingConnection()) != nullptr; });
  QTest::qWait(50);
  CHECK((given == nullptr || given->readAll().isEmpty()));
  hangs.close();
  timer.restart();
  std::thread third([&] {  // the lock is held, and nobody listens
    SingleInstance instance(folder);
    taken = instance.hand_over({}, 200);
  });
  third.join();
  CHECK_FALSE(taken);
  CHECK(timer.elapsed() < 5000);
}

TEST_CASE("what a window that crashed left behind is in nobody's way") {
  const TemporaryFolder meeting;
  const QString folder = text_of(meeting.path());
  rex::test::write_file(meeting.path() / "socket", "not even a socket");
  SingleInstance first(folder);
  REQUIRE(first.begin());
  CHECK(handed_over(folder, {}, 10000));
}

TEST_CASE("two processes make one window, and --new-window another") {
  const TemporaryFolder home;
  const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "relevance-explorer";
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  for (const char* name : {"HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
    environment.insert(QLatin1String(name), text_of(home.path()));
  environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
  std::filesystem::permissions(home.path(), std::filesystem::perms::owner_all);
  const auto start = [&](QProcess& process, const QStringList& arguments) {
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(text_of(program), arguments);
    REQUIRE(process.waitForStarted(patience));
  };
  const auto listens = [&] {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(home.path())) {
      if (entry.path().filename() == "socket") return true;
    }
    return false;
  };
  const QStringList model = {QStringLiteral("--model"), text_of(model_folder("vit"))};
  QProcess first, second, third;
  start(first, model);
  REQUIRE(wait_for(listens));
  // It answers once its window is there; a busy machine takes longer than a second start waits, so it tries again.
  bool taken = false;
  for (int trial = 0; trial < 20 && !taken; ++trial) {
    start(second, QStringList(model) << text_of(scene("lunch")));
    const bool ended = second.waitForFinished(4000);
    taken = ended && second.exitCode() == 0 && second.readAll().contains("takes it");
    if (!ended) {
      second.kill();
      second.waitForFinished();
    }
  }
  CHECK(taken);
  CHECK(first.state() == QProcess::Running);
  start(third, QStringList(model) << QStringLiteral("--new-window"));
  CHECK_FALSE(third.waitForFinished(3000));
  for (QProcess* process : {&first, &third}) {
    process->kill();
    process->waitForFinished();
  }
}
