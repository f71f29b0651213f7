package io.segmentlake.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The page as one HTML text: texts filled into a template, with style, script, library and numbers
 * inside. A browser lets only these scripts run, and nothing be loaded.
 */
final class ReportPage {
  private static final String LIBRARY =
      "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";

  private ReportPage() {}

  static String of(ReportData data) {
    String library = resource(LIBRARY);
    String script = resource("report.js");
    Template template =
        Mustache.compiler().emptyStringIsFalse(true).compile(resource("report.html"));
    Inside inside =
        new Inside(
            policy(library, script),
            resource("report.css"),
            json(ChartData.of(data)),
            library,
            script);
    StringWriter page = new StringWriter();
    template.execute(PageText.of(data), inside, page);
    return page.toString();
  }

  /** What stands in the page as it is. */
  record Inside(String policy, String style, String data, String library, String script) {}

  /** JSON that no text in it can end: a browser looks for {@code </script} before it parses. */
  static String json(ChartData data) {
    try {
      return new ObjectMapper()
          .writeValueAsString(data)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the chart data as JSON", e);
    }
  }

  private static String policy(String... scripts) {
    StringBuilder allowed =
        new StringBuilder("default-src 'none'; style-src 'unsafe-inline'; script-src");
    for (String script : scripts) {
      allowed.append(" 'sha256-").append(hash(script)).append("'");
    }
    return allowed.append("; base-uri 'none'; form-action 'none'").toString();
  }

  private static String hash(String script) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash: every Java has SHA-256", e);
    }
  }

  static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "Cannot make the report: " + name + " is not on the class path");
      }
      // Browsers hash scripts with plain line ends.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name + " from the class path", e);
    }
  }
}
