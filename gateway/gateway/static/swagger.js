// Starts Swagger UI on the gateway's own document.
window.SwaggerUIBundle({
  url: "/api/schema/",
  dom_id: "#swagger",
  deepLinking: true,
  persistAuthorization: false,
  validatorUrl: null,
});
