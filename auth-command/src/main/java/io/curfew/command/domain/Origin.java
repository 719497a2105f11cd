package io.curfew.command.domain;

/**
 * Where a request came from.
 *
 * @param ipAddress the client's address; personal data
 * @param userAgent its user agent, cut at 512 characters; personal data, attacker-controlled text
 */
public record Origin(String ipAddress, String userAgent) {}
