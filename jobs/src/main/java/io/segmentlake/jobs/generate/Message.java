package io.segmentlake.jobs.generate;

/**
 * One message to one customer.
 *
 * @param id the platform's number
 * @param campaign what it belongs to
 * @param deliveredAt when the mailbox took it, or refused it
 * @param isDelivered whether it took it
 */
record Message(String id, Campaign campaign, long deliveredAt, boolean isDelivered) {}
