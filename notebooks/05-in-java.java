// ---
// jupyter:
//   jupytext:
//     text_representation:
//       extension: .java
//       format_name: percent
//   kernelspec:
//     display_name: Java (jjava)
//     name: java
// ---

// %% [markdown]
// # The same in Java
//
// A session with the settings that all jobs have, and a table. The kernel has all classes of Segmentlake on its class path.

// %%
import io.segmentlake.jobs.notebooks.NotebookSession;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

NotebookSession lake = NotebookSession.open();
System.out.println("Shop " + lake.shop() + ", as of " + lake.asOf());

// %% [markdown]
// ## The largest segments

// %%
Dataset<Row> sizes =
    lake.spark()
        .table("mart.segment_sizes")
        .where("as_of = date'" + lake.asOf() + "'")
        .orderBy(org.apache.spark.sql.functions.desc("members"), org.apache.spark.sql.functions.asc("segment_id"));
for (Row row : sizes.limit(10).collectAsList()) {
  System.out.println("segment " + row.getAs("segment_id") + " " + row.getAs("members"));
}

// %%
lake.close();
