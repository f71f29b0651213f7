package io.segmentlake.jobs.bi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.security.sasl.AuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordCheckTest {
  @TempDir Path home;

  @Test
  void letsInWhoeverHasThePasswordOfTheFile() {
    BiLogin login = BiLogin.in(home);
    PasswordCheck.expect(login);
    assertThatCode(() -> new PasswordCheck().Authenticate("bi", login.password()))
        .doesNotThrowAnyException();
    for (String[] wrong :
        new String[][] {
          {"bi", "x" + login.password()},
          {"bi", ""},
          {"bi", null},
          {null, login.password()},
          {"admin", login.password()},
          {"", ""}
        }) {
      assertThatThrownBy(() -> new PasswordCheck().Authenticate(wrong[0], wrong[1]))
          .isInstanceOf(AuthenticationException.class)
          .hasMessage("Wrong user or password.");
    }
  }

  @Test
  void letsNobodyInWhereThereIsNoLogin() {
    PasswordCheck.expect(null);
    assertThatThrownBy(() -> new PasswordCheck().Authenticate("bi", ""))
        .isInstanceOf(AuthenticationException.class);
  }

  @Test
  void keepsOnePasswordInAFileThatOnlyItsOwnerReads() throws IOException {
    BiLogin first = BiLogin.in(home);
    assertThat(first.password()).matches("[0-9a-f]{32}");
    assertThat(BiLogin.in(home)).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(BiLogin.file(home))))
        .isEqualTo("rw-------");
    assertThat(first).hasToString("bi");
  }
}
