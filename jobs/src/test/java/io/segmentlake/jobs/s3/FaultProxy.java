package io.segmentlake.jobs.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP proxy before an S3 server on this machine that does to requests what networks and stores
 * do: refuse, delay, break off, and answer nothing after the work was done. Needs nothing but a
 * JDK, so that checks start it from its source:
 *
 * <pre>java FaultProxy.java PORT SERVER-PORT PERCENT SEED LOG FAULT[,FAULT…]</pre>
 */
public final class FaultProxy implements AutoCloseable {

  /** What happens to a request. */
  public enum Fault {
    NONE,
    BUSY(503, "SlowDown"),
    ERROR(500, "InternalError"),
    DENIED(403, "AccessDenied"),
    EXPIRED(400, "ExpiredToken"),
    BAD(400, "InvalidRequest"),
    CONFLICT(409, "ConditionalRequestConflict"),
    /** Answered one second late. */
    DELAY,
    /** The connection is reset in the middle of the answer's body. */
    RESET,
    /** The server does it, the client never hears of it. */
    LOST,
    /** The server never sees the header If-None-Match, as behind a gateway that drops it. */
    UNCONDITIONAL;

    private final int status;
    private final String code;

    Fault() {
      this(0, "");
    }

    Fault(int status, String code) {
      this.status = status;
      this.code = code;
    }

    /** Resets need a body in the answer, lost answers a request that changes something. */
    boolean fits(String method) {
      return switch (this) {
        case RESET -> method.equals("GET");
        case LOST -> !method.equals("GET") && !method.equals("HEAD");
        default -> true;
      };
    }
  }

  /** Chooses for each request what happens to it. */
  public interface Plan {
    Fault next(String method, String path);
  }

  private final ServerSocket listener;
  private final int server;
  private final Plan plan;
  private final Path log;
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final ExecutorService connections =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "fault-proxy");
            thread.setDaemon(true);
            return thread;
          });

  private FaultProxy(int port, int server, Plan plan, Path log) throws IOException {
    this.listener = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    this.server = server;
    this.plan = plan;
    this.log = log;
    connections.execute(this::accept);
  }

  /** A proxy on a free port of this machine. */
  public static FaultProxy before(int server, Plan plan) throws IOException {
    return new FaultProxy(0, server, plan, null);
  }

  public static void main(String[] arguments) throws Exception {
    double share = Integer.parseInt(arguments[2]) / 100.0;
    Random dice = new Random(Long.parseLong(arguments[3]));
    List<Fault> faults = new ArrayList<>();
    for (String name : arguments[5].split(",")) {
      faults.add(Fault.valueOf(name.toUpperCase(Locale.ROOT)));
    }
    Plan plan = seeded(dice, share, faults);
    new FaultProxy(
        Integer.parseInt(arguments[0]),
        Integer.parseInt(arguments[1]),
        plan,
        Path.of(arguments[4]));
    Thread.currentThread().join();
  }

  /** Where answers are lost at all, that to the third commit is. */
  private static Plan seeded(Random dice, double share, List<Fault> faults) {
    AtomicInteger commits = new AtomicInteger();
    return (method, path) -> {
      boolean isCommit = method.equals("PUT") && path.matches(".*/_delta_log/\\d+\\.json");
      if (isCommit && commits.incrementAndGet() == 3 && faults.contains(Fault.LOST)) {
        return Fault.LOST;
      }
      synchronized (dice) {
        boolean meets = dice.nextDouble() < share;
        Fault fault = faults.get(dice.nextInt(faults.size()));
        return meets && fault.fits(method) ? fault : Fault.NONE;
      }
    };
  }

  public String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** What happened to whom, one line each: fault, method, path. */
  public List<String> faults() {
    return faults;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        connections.execute(() -> serve(client));
      }
    } catch (IOException closed) {
      connections.shutdownNow();
    }
  }

  /** One request for each connection: the answer says that it closes. */
  private void serve(Socket client) {
    try (client) {
      Request request = Request.read(client);
      if (request != null) {
        Fault fault = plan.next(request.method(), request.path());
        if (fault != Fault.NONE) {
          tell(fault, request);
        }
        answer(request, fault, client);
      }
    } catch (IOException | InterruptedException brokenOff) {
      // As connections are.
    }
  }

  private synchronized void tell(Fault fault, Request request) throws IOException {
    String line =
        fault.name().toLowerCase(Locale.ROOT) + " " + request.method() + " " + request.path();
    faults.add(line);
    if (log != null) {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private void answer(Request request, Fault fault, Socket client)
      throws IOException, InterruptedException {
    if (fault.status > 0) {
      client.getOutputStream().write(refusal(request, fault));
      return;
    }
    if (fault == Fault.DELAY) {
      Thread.sleep(1000);
    }
    byte[] answer = forwarded(fault == Fault.UNCONDITIONAL ? request.unconditional() : request);
    if (fault == Fault.LOST || fault == Fault.RESET) {
      int head = new String(answer, ISO_8859_1).indexOf("\r\n\r\n") + 4;
      int sent = fault == Fault.LOST ? 0 : head + (answer.length - head) / 2;
      client.getOutputStream().write(answer, 0, sent);
      client.setSoLinger(true, 0);
      return;
    }
    client.getOutputStream().write(answer);
  }

  private static byte[] refusal(Request request, Fault fault) {
    String body =
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>By the proxy</Message></Error>"
            .formatted(fault.code);
    String head =
        "HTTP/1.1 %d %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(fault.status, fault.code, body.length());
    return (request.method().equals("HEAD") ? head : head + body).getBytes(ISO_8859_1);
  }

  private byte[] forwarded(Request request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server)) {
      OutputStream out = socket.getOutputStream();
      out.write(request.head().getBytes(ISO_8859_1));
      out.write(request.body());
      out.flush();
      return socket.getInputStream().readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** A request as it goes on: asked to be the connection's last. */
  private record Request(String method, String path, String head, byte[] body) {

    /** The next request of a connection; null where it has ended. */
    static Request read(Socket client) throws IOException {
      InputStream in = client.getInputStream();
      StringBuilder head = new StringBuilder();
      long length = 0;
      String first = line(in);
      if (first.isEmpty()) {
        return null;
      }
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
        String value = line.substring(line.indexOf(':') + 1).strip();
        switch (name) {
          case "expect" ->
              client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
          case "connection" -> {}
          case "transfer-encoding" -> throw new IOException("No length: " + value);
          case "content-length" -> {
            length = Long.parseLong(value);
            head.append(line).append("\r\n");
          }
          default -> head.append(line).append("\r\n");
        }
      }
      String[] words = first.split(" ");
      return new Request(
          words[0],
          words[1],
          first + "\r\n" + head + "Connection: close\r\n\r\n",
          in.readNBytes((int) length));
    }

    private static String line(InputStream in) throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        if (c != '\r') {
          line.write(c);
        }
      }
      return line.toString(ISO_8859_1);
    }

    Request unconditional() {
      return new Request(method, path, head.replaceAll("(?i)if-none-match:.*\r\n", ""), body);
    }
  }
}
