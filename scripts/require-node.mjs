// Imported before everything else, so that an old Node hears this and not a syntax error from somewhere deep.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Hệ thống cần Node.js 20.19 trở lên; máy này đang dùng ${process.versions.node}. ` +
      'Chưa có gì bị thay đổi. Hãy cài Node.js 24 (bản hỗ trợ dài hạn) từ https://nodejs.org rồi chạy lại.',
  )
  process.exit(2)
}
