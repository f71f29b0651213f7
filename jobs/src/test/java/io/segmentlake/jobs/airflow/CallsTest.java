package io.segmentlake.jobs.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.installation.Pause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real server does too seldom to wait for. */
class CallsTest {
  private static final Instant DUE = Instant.parse("2026-07-01T01:00:00Z");

  private record Answer(int code, String body, Duration after) {}

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private HttpAirflow airflow;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    airflow = client(new Login("http://127.0.0.1:" + server.getAddress().getPort(), "ada", "pw"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void logsInOnceForManyCalls() {
    answers.add(new Answer(201, "{\"access_token\": \"one\"}", Duration.ZERO));
    say(200, "{\"version\": \"3.3.2\"}");
    say(200, "{\"version\": \"3.3.2\"}");

    assertThat(airflow.version()).isEqualTo("3.3.2");
    airflow.version();

    assertThat(asked)
        .containsExactly(
            "POST /auth/token - {\"username\":\"ada\",\"password\":\"pw\"}",
            "GET /api/v2/version Bearer one ",
            "GET /api/v2/version Bearer one ");
  }

  @Test
  void renewsATokenThatIsOver() {
    say(201, "{\"access_token\": \"one\"}");
    say(401, "{\"detail\": \"Token Expired\"}");
    say(201, "{\"access_token\": \"two\"}");
    say(200, "{\"dag_run_id\": \"r\", \"state\": \"queued\", \"new_field\": 1}");

    assertThat(airflow.trigger("daily", DUE).orElseThrow().id()).isEqualTo("r");

    assertThat(asked)
        .hasSize(4)
        .last()
        .asString()
        .startsWith(
            "POST /api/v2/dags/daily/dagRuns Bearer two {\"logical_date\":\"2026-07-01T01:00:00Z\"");
  }

  @Test
  void asksAgainWhereTheServerFails() {
    say(201, "{\"access_token\": \"one\"}");
    say(503, "");
    say(502, "");
    say(200, "{\"version\": \"3.3.2\"}");

    assertThat(airflow.version()).isEqualTo("3.3.2");
  }

  @Test
  void doesNotTellTwiceWhatChangesSomething() {
    say(201, "{\"access_token\": \"one\"}");
    say(503, "");

    assertThatThrownBy(() -> airflow.clear("daily", "run+1"))
        .isInstanceOf(AwayException.class)
        .hasMessageContaining("Cannot clear a run of daily: Airflow at http://127.0.0.1:")
        .hasMessageContaining("failed itself (HTTP 503)");
    assertThat(asked).hasSize(2);
    assertThat(asked.get(1)).contains("/dagRuns/run+1/clear");
  }

  @Test
  void doesNotWaitForever() {
    say(201, "{\"access_token\": \"one\"}");
    answers.add(new Answer(200, "{}", Duration.ofSeconds(20)));

    assertThatThrownBy(() -> airflow.unpause("daily"))
        .isInstanceOf(AwayException.class)
        .hasMessageContaining("did not answer within 1 s");
  }

  @Test
  void saysInWordsWhatTheServerRefuses() {
    say(401, "{\"detail\": \"Invalid credentials\"}");
    assertThatThrownBy(() -> airflow.version())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("as ada: wrong user or password");

    say(201, "{\"access_token\": \"one\"}");
    say(403, "{\"detail\": \"Forbidden\"}");
    assertThatThrownBy(() -> airflow.unpause("daily"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Cannot unpause daily")
        .hasMessageContaining("does not allow it to ada");

    say(422, "{\"detail\": [{\"msg\": \"Input should be a valid date\"}]}");
    assertThatThrownBy(() -> airflow.backfill("daily", DUE, DUE))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("(HTTP 422: Input should be a valid date)");
  }

  @Test
  void takesAnExpectedRefusalAsAnAnswer() {
    say(201, "{\"access_token\": \"one\"}");
    say(404, "{\"detail\": \"not found\"}");
    assertThat(airflow.dag("nothing")).isEmpty();

    say(409, "{\"detail\": \"exists\"}");
    assertThat(airflow.trigger("daily", DUE)).isEmpty();
  }

  @Test
  void saysThatTheServerIsAway() {
    server.stop(0);

    assertThatThrownBy(() -> airflow.version())
        .isInstanceOf(AwayException.class)
        .hasMessageContaining("cannot be reached. Is it up?");
  }

  private static HttpAirflow client(Login login) {
    return new HttpAirflow(login, new Calls(login, Duration.ofSeconds(1), Duration.ofMillis(10)));
  }

  private void say(int code, String body) {
    answers.add(new Answer(code, body, Duration.ZERO));
  }

  private void answer(HttpExchange call) throws IOException {
    String token = call.getRequestHeaders().getFirst("Authorization");
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        call.getRequestMethod()
            + " "
            + call.getRequestURI().getPath()
            + " "
            + (token == null ? "-" : token)
            + " "
            + body);
    Answer answer = answers.remove();
    Pause.of(answer.after());
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/json");
    call.sendResponseHeaders(answer.code(), bytes.length == 0 ? -1 : bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }
}
