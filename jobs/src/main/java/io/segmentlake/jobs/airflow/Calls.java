package io.segmentlake.jobs.airflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.airflow.api.ApiClient;
import io.segmentlake.jobs.airflow.api.ApiException;
import io.segmentlake.jobs.airflow.api.client.AirflowApi;
import io.segmentlake.jobs.airflow.api.model.Credentials;
import io.segmentlake.jobs.installation.Pause;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * Sends calls: with a token, which is renewed when the server no longer takes it; within a time;
 * those that change nothing several times where the server is away; and says in words what went
 * wrong.
 */
final class Calls {
  private static final int TRIES = 4;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  private final Login login;
  private final AirflowApi api;
  private final Duration patience;
  private final Duration firstPause;
  private String token;

  /**
   * Sends calls.
   *
   * @param patience so long an answer may take
   * @param firstPause before a safe call is sent again; each further one is twice as long
   */
  Calls(Login login, Duration patience, Duration firstPause) {
    this.login = login;
    this.patience = patience;
    this.firstPause = firstPause;
    ApiClient client = new ApiClient();
    // HTTP/1.1, since a request to upgrade to 2 makes Airflow's server lose the body.
    client.setHttpClientBuilder(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
    client.setConnectTimeout(patience);
    client.setReadTimeout(patience);
    client.updateBaseUri(login.address());
    client.setRequestInterceptor(
        request -> {
          if (token != null) {
            request.header("Authorization", "Bearer " + token);
          }
        });
    this.api = new AirflowApi(client);
  }

  /** A call of the generated client. */
  interface Call<T> {
    T send(AirflowApi api) throws ApiException;
  }

  /**
   * A call that changes nothing: sent again where the server is away.
   *
   * @param what completes "Cannot …"
   */
  <T> T safe(String what, Call<T> call) {
    for (int i = 1; ; i++) {
      try {
        return once(what, call);
      } catch (AwayException e) {
        if (i == TRIES) {
          throw e;
        }
        Pause.of(firstPause.multipliedBy(1L << (i - 1)));
      }
    }
  }

  /** A call that changes something: sent once, for nobody knows what a lost answer said. */
  <T> T once(String what, Call<T> call) {
    try {
      if (token == null) {
        token = newToken();
      }
      try {
        return call.send(api);
      } catch (ApiException e) {
        if (e.getCode() != UNAUTHORIZED) {
          throw e;
        }
        // The token is over, and nothing was done.
        token = newToken();
        return call.send(api);
      }
    } catch (ApiException e) {
      throw inWords(what, e);
    }
  }

  /** A call for which nobody has to be logged in. */
  <T> T open(String what, Call<T> call) {
    try {
      return call.send(api);
    } catch (ApiException e) {
      throw inWords(what, e);
    }
  }

  private String newToken() throws ApiException {
    token = null;
    return api.createToken(new Credentials().username(login.user()).password(login.password()))
        .getAccessToken();
  }

  private RuntimeException inWords(String what, ApiException e) {
    String server = "Airflow at " + login.address();
    int code = e.getCode();
    if (code == 0) {
      return new AwayException("Cannot %s: %s %s.".formatted(what, server, whyAway(e)), e);
    }
    if (code >= SERVER_ERROR) {
      String words = "Cannot %s: %s failed itself (HTTP %d). Its own log says why.";
      return new AwayException(words.formatted(what, server, code), e);
    }
    return new UsageException(
        switch (code) {
          case UNAUTHORIZED ->
              "Cannot log in to %s as %s: wrong user or password. Check --user and %s."
                  .formatted(server, login.user(), Login.VARIABLE);
          case FORBIDDEN ->
              "Cannot %s: %s does not allow it to %s. Log in as somebody who may."
                  .formatted(what, server, login.user());
          case NOT_FOUND ->
              "Cannot %s: %s knows nothing of that name. 'segmentlake airflow register' places the DAGs."
                  .formatted(what, server);
          default ->
              "Cannot %s: %s does not accept it (HTTP %d%s)."
                  .formatted(what, server, code, detail(e.getResponseBody()));
        });
  }

  private String whyAway(ApiException e) {
    if (e.getCause() instanceof HttpTimeoutException) {
      return "did not answer within " + patience.toSeconds() + " s. Is it overloaded?";
    }
    return "cannot be reached. Is it up? 'segmentlake airflow up' starts a local one";
  }

  /** What the server says itself, in its two forms. */
  private static String detail(String body) {
    try {
      JsonNode detail = new ObjectMapper().readTree(body == null ? "" : body).path("detail");
      String text = detail.isArray() ? detail.path(0).path("msg").asText() : detail.asText();
      return text.isEmpty() ? "" : ": " + text;
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
