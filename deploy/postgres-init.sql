-- One database per service: neither reads the other's tables.
CREATE DATABASE curfew_query;
