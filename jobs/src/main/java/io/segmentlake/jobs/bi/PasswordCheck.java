package io.segmentlake.jobs.bi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.security.sasl.AuthenticationException;
import org.apache.hive.service.auth.PasswdAuthenticationProvider;

/** Made by the server for each connection; knows the one user of {@link ThriftServer}. */
public final class PasswordCheck implements PasswdAuthenticationProvider {
  private static volatile BiLogin expected;

  static void expect(BiLogin login) {
    expected = login;
  }

  @Override
  public void Authenticate(String user, String password) throws AuthenticationException {
    BiLogin login = expected;
    boolean isRight =
        login != null && equal(login.user(), user) & equal(login.password(), password);
    if (!isRight) {
      throw new AuthenticationException("Wrong user or password.");
    }
  }

  /** Takes as long for a wrong first letter as for a wrong last one. */
  private static boolean equal(String expected, String given) {
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
