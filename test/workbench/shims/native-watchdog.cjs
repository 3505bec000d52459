// Stands in for @vscode/native-watchdog, a native module without prebuilt files: the extension host leaves when the
// process that started it is gone. Without it extension hosts outlive the server.
exports.start = (parent) => {
  const timer = setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, 1000);
  timer.unref();
};
exports.exit = (code) => process.exit(code ?? 0);
