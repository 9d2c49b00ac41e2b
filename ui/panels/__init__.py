"""What stands below the splitter of the jobs page; each shows one side of the picked job."""
