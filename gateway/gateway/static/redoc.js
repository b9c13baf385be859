// Starts ReDoc on the gateway's own document, without fonts or logos from elsewhere.
window.Redoc.init(
  "/api/schema/",
  { disableSearch: false, hideDownloadButton: false, theme: { typography: { fontFamily: "system-ui, sans-serif", headings: { fontFamily: "system-ui, sans-serif" } } } },
  document.getElementById("redoc"),
);
