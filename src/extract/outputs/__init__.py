"""What a run leaves on disk: JSON lines, a spreadsheet, a report, and the record of the run itself."""
