/** Keys of personal data. */
package io.curfew.command.personal;
