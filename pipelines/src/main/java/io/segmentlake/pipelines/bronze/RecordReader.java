package io.segmentlake.pipelines.bronze;

import java.io.Closeable;
import java.io.IOException;

/** Reads a file record by record; every record comes out once, readable or not. */
interface RecordReader extends Closeable {

  /** The next record, null after the last. */
  RawRecord next() throws IOException;
}
