package io.segmentlake.jobs;

/** A job ended by an exception, which is the cause. */
public final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String job;

  JobFailedException(String job, Throwable cause) {
    super("Cannot finish " + job, cause);
    this.job = job;
  }

  public String job() {
    return job;
  }
}
