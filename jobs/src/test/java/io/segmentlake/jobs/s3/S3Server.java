package io.segmentlake.jobs.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real S3 server (S3Proxy, over a folder) as a process of its own, for the tests of a class. */
public final class S3Server implements BeforeAllCallback, AfterAllCallback {
  private static final long PATIENCE_MILLIS = 30_000;

  private final String authorization;
  private Process process;
  private Path folder;
  private int port;

  private S3Server(String authorization) {
    this.authorization = authorization;
  }

  /** A server that checks each request's signature. */
  public static S3Server checking() {
    return new S3Server("aws-v2-or-v4");
  }

  /** A server that takes requests which somebody on the way has changed. */
  public static S3Server trusting() {
    return new S3Server("none");
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    folder = Files.createTempDirectory("segmentlake-s3");
    port = freePort();
    Path properties = folder.resolve("s3proxy.properties");
    Files.createDirectory(folder.resolve("buckets"));
    Files.write(
        properties,
        List.of(
            "s3proxy.endpoint=" + address(),
            "s3proxy.authorization=" + authorization,
            "s3proxy.identity=check",
            "s3proxy.credential=check-secret",
            "jclouds.provider=filesystem-nio2",
            "jclouds.filesystem.basedir=" + folder.resolve("buckets")));
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                Path.of("target", "s3", "s3proxy.jar").toAbsolutePath().toString(),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3proxy.log").toFile())
            .start();
    awaitListening();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    for (long waited = 0; waited < PATIENCE_MILLIS && process.isAlive(); waited += 100) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    throw new IOException("S3Proxy: " + Files.readString(folder.resolve("s3proxy.log")));
  }

  public int port() {
    return port;
  }

  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Makes a bucket, and says what Hadoop has to know to reach it by an address. */
  public Map<String, String> bucket(String name, String address) {
    try {
      Files.createDirectories(folder.resolve("buckets").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> options = new TreeMap<>();
    String prefix = "fs.s3a.bucket." + name + ".";
    options.put(prefix + "endpoint", address);
    options.put(prefix + "endpoint.region", "us-east-1");
    options.put(prefix + "path.style.access", "true");
    options.put(prefix + "access.key", "check");
    options.put(prefix + "secret.key", "check-secret");
    options.put(
        prefix + "aws.credentials.provider",
        "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    options.put(prefix + "retry.limit", "3");
    options.put(prefix + "multipart.size", "5M");
    return options;
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
    process.destroy();
    process.waitFor();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
