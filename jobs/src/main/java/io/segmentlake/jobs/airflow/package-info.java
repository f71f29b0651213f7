/** Airflow: schedules as files, their jobs as DAGs, a client of its REST API, and a local one. */
package io.segmentlake.jobs.airflow;
