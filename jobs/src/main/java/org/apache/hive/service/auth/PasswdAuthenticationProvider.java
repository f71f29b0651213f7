package org.apache.hive.service.auth;

import javax.security.sasl.AuthenticationException;

/**
 * An interface of Spark's own copy of Hive's server, which Maven Central does not have: only to
 * compile against. It is left out of the jar; where the server runs, its jar has it.
 */
public interface PasswdAuthenticationProvider {
  /** Returns where the password is the user's, and throws otherwise. */
  void Authenticate(String user, String password) throws AuthenticationException;
}
