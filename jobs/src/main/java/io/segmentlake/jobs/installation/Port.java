package io.segmentlake.jobs.installation;

import io.segmentlake.jobs.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The port of a local server. */
public final class Port {
  private static final int FIRST = 1024;
  private static final int LAST = 65_535;

  private Port() {}

  /**
   * Looks whether it is a port that anybody may use.
   *
   * @throws UsageException where it is none
   */
  public static void check(int port) {
    if (port < FIRST || port > LAST) {
      throw new UsageException(
          "Cannot use port %d. It is a number from %d to %d.".formatted(port, FIRST, LAST));
    }
  }

  /** One that nothing listens on, for a server whose port nobody has to know. */
  public static int free(String host) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot find a free port", e);
    }
  }

  /**
   * Looks whether it is free.
   *
   * @param what is to listen on it, for the message
   * @throws UsageException where something else does
   */
  public static void refuseTaken(String what, String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers bind: a connection that has just ended is no obstacle.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new UsageException(
          "Cannot start %s: something else listens on port %d. Give another --port."
              .formatted(what, port));
    }
  }
}
